package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.PowerManagement;
import io.siteswap.twin.world.TwinAgent;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;

/** Changes a host: everything is checked before anything is changed. */
final class HostUpdate {
  private static final int LOWEST_PRIORITY = -1;
  private static final int HIGHEST_PRIORITY = 10;

  private final World world;

  HostUpdate(World world) {
    this.world = world;
  }

  void apply(TwinHost host, Call call) {
    Element body = call.body();
    Optional<Integer> priority = priority(call);
    checkPort(host, number(call, "port"));
    if (body.child("cluster").isPresent() && !isOurCluster(body) && host.isUp()) {
      throw Refusal.conflict(
          "Cannot edit Host. Host parameters cannot be modified while Host is operational.\n"
              + "Please switch Host to Maintenance mode first.");
    }
    body.at("name").filter(name -> !name.equals(host.name)).ifPresent(this::checkName);
    checkAddress(host, body);
    Optional<Element> power = body.child("power_management");
    power.ifPresent(wanted -> power(host, wanted, "Cannot edit Host. "));
    priority.ifPresent(value -> host.spmPriority = value);
    body.at("address").ifPresent(address -> host.address = address);
    body.at("name").ifPresent(name -> host.name = name);
    body.child("comment").ifPresent(comment -> host.comment = comment.text().orElse(""));
  }

  private boolean isOurCluster(Element body) {
    return body.child("cluster").flatMap(Element::id).filter(world.cluster::equals).isPresent()
        || body.at("cluster/name").filter(world.clusterName::equals).isPresent();
  }

  static Optional<Integer> priority(Call call) {
    Optional<Integer> priority = number(call, "spm/priority");
    priority.ifPresent(HostUpdate::checkPriority);
    return priority;
  }

  /** The host's power management as wanted; agents given replace those there are. */
  static void power(TwinHost host, Element wanted, String action) {
    List<TwinAgent> agents =
        wanted
            .child("agents")
            .map(list -> list.children().stream().map(a -> FenceAgents.parse(a, action)).toList())
            .orElse(host.agents);
    PowerManagement old = host.power;
    PowerManagement power =
        new PowerManagement(
            wanted.at("enabled").map("true"::equals).orElse(old.enabled()),
            wanted.at("automatic_pm_enabled").map("true"::equals).orElse(old.automatic()),
            wanted.at("kdump_detection").map("true"::equals).orElse(old.kdumpDetection()));
    if (power.enabled() && agents.isEmpty()) {
      throw Refusal.bad(
          action + "Power Management is enabled for Host but no Agent type selected.");
    }
    host.power = power;
    host.agents = new ArrayList<>(agents);
  }

  private static void checkAddress(TwinHost host, Element body) {
    boolean changes = body.at("address").filter(to -> !to.equals(host.address)).isPresent();
    if (changes && host.status != HostStatus.INSTALL_FAILED) {
      throw Refusal.bad(
          "Cannot edit Host. Host address can not be modified due to Host security"
              + " restrictions.\nIn order to change Host address, Host has to be reinstalled.");
    }
  }

  static Optional<Integer> number(Call call, String path) {
    try {
      return call.body().at(path).map(Integer::valueOf);
    } catch (NumberFormatException noNumber) {
      throw Bodies.unreadable(call.request(), "services/host/methods/update");
    }
  }

  private static void checkPriority(int priority) {
    if (priority > HIGHEST_PRIORITY) {
      throw Refusal.bad(
          "must be less than or equal to " + HIGHEST_PRIORITY,
          "Attribute: vdsStatic.vdsSpmPriority");
    }
    if (priority < LOWEST_PRIORITY) {
      throw Refusal.bad(
          "must be greater than or equal to " + LOWEST_PRIORITY,
          "Attribute: vdsStatic.vdsSpmPriority");
    }
  }

  /** A body without a port means the default one, whatever port the host has. */
  private static void checkPort(TwinHost host, Optional<Integer> port) {
    if (port.orElse(TwinHost.DEFAULT_PORT) != host.port) {
      throw Refusal.bad("Cannot edit Host. Changing port is allowed only with re-installation.");
    }
  }

  private void checkName(String name) {
    if (world.hostNamed(name).isPresent()) {
      throw Refusal.conflict(
          "Cannot edit Host. The Host name is already in use, please choose a unique name and try"
              + " again.");
    }
  }
}
