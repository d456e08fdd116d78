package io.siteswap.twin.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.twin.behaviour.WorldKeeper;
import io.siteswap.twin.protocol.Answer;
import io.siteswap.twin.protocol.Request;
import io.siteswap.twin.protocol.Sessions;
import io.siteswap.twin.protocol.Statistics;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.World;
import io.siteswap.twin.world.WorldPreset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What only a twin offers: faults, lost sites, faster time, a fresh world. */
public final class Control {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> ENDPOINTS =
      Stream.of(
              List.of(
                  "GET /twin",
                  "GET|POST|DELETE /twin/faults",
                  "GET|DELETE /twin/statistics",
                  "GET|POST /twin/speed",
                  "POST /twin/sessions/expire",
                  "POST|DELETE /twin/world",
                  "POST /twin/vms",
                  "POST /twin/vms/{name}"),
              LossControl.ENDPOINTS,
              HostControl.ENDPOINTS,
              WorldControl.ENDPOINTS)
          .flatMap(List::stream)
          .toList();

  private final WorldKeeper keeper;
  private final Sessions sessions;
  private final Statistics statistics;

  public Control(WorldKeeper keeper, Sessions sessions, Statistics statistics) {
    this.keeper = keeper;
    this.sessions = sessions;
    this.statistics = statistics;
  }

  public Answer answer(Request request) {
    try {
      return json(200, answer(request, body(request)));
    } catch (BadInput bad) {
      return json(bad.status, NODES.objectNode().put("message", bad.getMessage()));
    }
  }

  /** What cannot be done, with the value and what was expected. */
  static final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    BadInput(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private static Answer json(int status, JsonNode node) {
    return Answer.of(status, Answer.JSON, node.toPrettyString() + "\n");
  }

  private static JsonNode body(Request request) {
    try {
      JsonNode node = MAPPER.readTree(request.body());
      return node.isMissingNode() ? NODES.objectNode() : node;
    } catch (JsonProcessingException broken) {
      throw new BadInput(400, "The body is no JSON: " + broken.getOriginalMessage());
    }
  }

  private JsonNode answer(Request request, JsonNode body) {
    List<String> steps = Request.steps(request.path());
    String what = steps.size() > 1 ? steps.get(1) : "";
    String call = request.method() + " " + what;
    return switch (call) {
      case "GET " -> overview();
      case "GET faults" -> keeper.read(sim -> FaultControl.list(sim.world));
      case "POST faults" -> keeper.change(sim -> FaultControl.add(sim.world, body));
      case "DELETE faults" -> keeper.change(sim -> FaultControl.clear(sim.world));
      case "GET statistics" -> statistics();
      case "DELETE statistics" -> resetStatistics();
      case "GET speed" -> keeper.read(sim -> speed(sim.world));
      case "POST speed" -> setSpeed(body);
      case "DELETE world", "POST world" -> renew(body);
      case "POST sessions" -> expireSessions(request, steps);
      case "POST vms" -> vm(request, steps, body);
      default -> changeWorld(request, steps, body).orElseThrow(() -> unknown(request));
    };
  }

  private Optional<JsonNode> changeWorld(Request request, List<String> steps, JsonNode body) {
    if (steps.size() < 2) {
      return Optional.empty();
    }
    Optional<JsonNode> done =
        keeper.change(
            sim ->
                new LossControl(sim)
                    .answer(request.method(), steps, body)
                    .or(() -> new HostControl(sim).answer(request.method(), steps, body))
                    .or(() -> new WorldControl(sim).answer(request.method(), steps, body)));
    if (done.isPresent() && steps.get(1).equals("manager") && steps.size() > 2) {
      sessions.closeAll();
    }
    return done;
  }

  private static BadInput unknown(Request request) {
    return new BadInput(
        404,
        "There is no "
            + request.method()
            + " "
            + request.path()
            + "; the twin knows "
            + String.join(", ", ENDPOINTS));
  }

  private JsonNode overview() {
    ObjectNode node = keeper.read(sim -> WorldReport.of(sim));
    ArrayNode endpoints = node.putArray("control");
    ENDPOINTS.forEach(endpoints::add);
    return node;
  }

  private JsonNode statistics() {
    ObjectNode node = NODES.objectNode();
    ArrayNode requests = node.putArray("requests");
    int total = 0;
    for (var entry : statistics.counts().entrySet()) {
      String[] call = entry.getKey().split(" ", 2);
      requests
          .addObject()
          .put("method", call[0])
          .put("path", call[1])
          .put("count", entry.getValue());
      total += entry.getValue();
    }
    node.put("total", total);
    ObjectNode migrations = node.putObject("migrations");
    keeper.read(
        sim -> {
          sim.world.completedMigrations.forEach(migrations::put);
          return node.put("runningTwice", sim.world.runningTwice);
        });
    return node;
  }

  private JsonNode resetStatistics() {
    statistics.reset();
    keeper.change(
        sim -> {
          sim.world.completedMigrations.clear();
          sim.world.runningTwice = 0;
          return sim;
        });
    return statistics();
  }

  private static JsonNode speed(World world) {
    return NODES.objectNode().put("speed", world.anchor.speed()).put("time", world.now.toString());
  }

  private JsonNode setSpeed(JsonNode body) {
    JsonNode speed = body.path("speed");
    if (!speed.isNumber() || speed.asDouble() <= 0) {
      throw new BadInput(400, "speed is " + speed + ": expected a number above 0");
    }
    return keeper.change(
        sim -> {
          World world = sim.world;
          world.anchor = world.anchor.faster(keeper.wallClock(), speed.asDouble());
          return speed(world);
        });
  }

  private JsonNode renew(JsonNode body) {
    World old = keeper.read(sim -> sim.world);
    WorldPreset preset = preset(body, old.preset);
    int hosts = number(body, "hostsPerSite", old.hostsPerSite, 1, DefaultWorld.MOST_HOSTS);
    int vms = number(body, "vms", old.vmCount, 0, DefaultWorld.MOST_VMS);
    World fresh = DefaultWorld.of(preset, hosts, vms, old.anchor.speed(), keeper.wallClock());
    fresh.setClock(Duration.ofSeconds(body.path("clockAheadSeconds").asLong(0)));
    keeper.replace(fresh);
    statistics.reset();
    return overview();
  }

  private static WorldPreset preset(JsonNode body, WorldPreset usual) {
    String word = body.path("preset").asText(usual.word());
    return Stream.of(WorldPreset.values())
        .filter(preset -> preset.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new BadInput(400, "preset is '" + word + "': expected demo, empty or drifted"));
  }

  private static int number(JsonNode body, String field, int usual, int least, int most) {
    JsonNode value = body.path(field);
    if (value.isMissingNode()) {
      return usual;
    }
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw new BadInput(
          400, field + " is " + value + ": expected a number from " + least + " to " + most);
    }
    return value.asInt();
  }

  private JsonNode expireSessions(Request request, List<String> steps) {
    if (steps.size() != 3 || !steps.get(2).equals("expire")) {
      throw unknown(request);
    }
    sessions.closeAll();
    return NODES.objectNode().put("sessions", 0);
  }

  private JsonNode vm(Request request, List<String> steps, JsonNode body) {
    if (steps.size() == 2) {
      return keeper.change(sim -> VmControl.add(sim, body));
    }
    if (steps.size() != 3) {
      throw unknown(request);
    }
    return keeper.change(sim -> VmControl.change(sim.world, steps.get(2), body));
  }
}
