package io.siteswap.twin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.world.TwinHost;
import java.util.List;
import java.util.Optional;

/** Sites and single hosts that fail and come back. */
final class LossControl {
  static final List<String> ENDPOINTS =
      List.of("POST /twin/sites/{name}/lose|restore", "POST /twin/hosts/{name}/lose|restore");

  private final Simulation sim;

  LossControl(Simulation sim) {
    this.sim = sim;
  }

  /** Empty where there is no such control. */
  Optional<JsonNode> answer(String method, List<String> steps, JsonNode body) {
    String call = method + " " + String.join("/", steps.subList(1, steps.size()));
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
