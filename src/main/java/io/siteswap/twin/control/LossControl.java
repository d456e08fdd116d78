package io.siteswap.twin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.world.Timings;
import io.siteswap.twin.world.TwinHost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sites and single hosts that fail and come back. */
final class LossControl {
  static final List<String> ENDPOINTS =
      List.of(
          "POST /twin/sites/{name}/lose|restore",
          "POST /twin/hosts/{name}/lose|restore",
          "POST /twin/silence");

  private static final int LONGEST_SECONDS = 3600;

  private final Simulation sim;

  LossControl(Simulation sim) {
    this.sim = sim;
  }

  /** Empty where there is no such control. */
  Optional<JsonNode> answer(String method, List<String> steps, JsonNode body) {
    String call = method + " " + String.join("/", steps.subList(1, steps.size()));
    if (call.equals("POST silence")) {
      return Optional.of(silence(body));
    }
    if (!call.matches("POST (sites|hosts)/[^/]+/(lose|restore)")) {
      return Optional.empty();
    }
    boolean onlyNetwork = body.path("onlyNetwork").asBoolean();
    boolean lost = steps.get(3).equals("lose");
    for (TwinHost host : hosts(steps.get(1), steps.get(2))) {
      if (lost) {
        sim.sites.lose(host, onlyNetwork);
      } else {
        sim.sites.restore(host);
      }
    }
    return Optional.of(WorldReport.of(sim));
  }

  /** How long silence takes to be noticed, to be given up, and to set leases free. */
  private JsonNode silence(JsonNode body) {
    Timings timings = sim.world.timings;
    timings.noticed = seconds(body, "noticedSeconds", timings.noticed);
    timings.grace = seconds(body, "graceSeconds", timings.grace);
    timings.lease = seconds(body, "leaseSeconds", timings.lease);
    return JsonNodeFactory.instance
        .objectNode()
        .put("noticedSeconds", timings.noticed.toSeconds())
        .put("graceSeconds", timings.grace.toSeconds())
        .put("leaseSeconds", timings.lease.toSeconds());
  }

  private static Duration seconds(JsonNode body, String field, Duration usual) {
    JsonNode value = body.path(field);
    if (value.isMissingNode()) {
      return usual;
    }
    if (!value.isInt() || value.asInt() < 0 || value.asInt() > LONGEST_SECONDS) {
      throw ControlInput.bad(
          field + " is " + value + ": expected a number from 0 to " + LONGEST_SECONDS);
    }
    return Duration.ofSeconds(value.asInt());
  }

  private List<TwinHost> hosts(String kind, String name) {
    List<TwinHost> hosts =
        kind.equals("sites")
            ? sim.sites.hostsOf(name)
            : sim.world.hostNamed(name).map(List::of).orElse(List.of());
    if (!hosts.isEmpty()) {
      return hosts;
    }
    throw kind.equals("sites")
        ? new Control.BadInput(404, "There is no site '" + name + "': expected north or south")
        : ControlInput.none("host", name);
  }
}
