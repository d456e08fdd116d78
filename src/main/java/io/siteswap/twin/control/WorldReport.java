package io.siteswap.twin.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;

/** The world in short. */
final class WorldReport {
  private WorldReport() {}

  static ObjectNode of(Simulation sim) {
    World world = sim.world;
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("time", world.now.toString());
    node.put("speed", world.anchor.speed());
    node.put("preset", world.preset.word());
    node.put("dataCentre", world.dataCentre.status.value());
    node.put("spm", world.spm().map(host -> host.name).orElse(""));
    node.put("vms", world.vms.size());
    node.put("migrating", world.migrations.size());
    ArrayNode hosts = node.putArray("hosts");
    for (TwinHost host : world.hosts.values()) {
      hosts
          .addObject()
          .put("name", host.name)
          .put("site", host.site)
          .put("status", host.status.value())
          .put("vms", sim.placement.count(host))
          .put("waiting", host.queue.size())
          .put("lost", host.isLost());
    }
    return node;
  }
}
