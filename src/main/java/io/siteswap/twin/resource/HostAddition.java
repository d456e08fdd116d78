package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.InstallOutcome;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ovirt.engine.sdk4.types.HostStatus;

/** Makes a host out of a request, or says why not, in the Manager's order. */
final class HostAddition {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
  private static final String ACTION = "Cannot add Host. ";

  private final World world;

  HostAddition(World world) {
    this.world = world;
  }

  TwinHost host(Call call) {
    Element body = call.body();
    String name = body.at("name").orElseThrow(() -> incomplete("name"));
    String address = body.at("address").orElseThrow(() -> incomplete("address"));
    checkClusterName(body);
    checkLetters(name);
    Optional<Element> cluster = body.child("cluster");
    cluster.flatMap(Element::id).ifPresent(id -> checkCluster(world.cluster.equals(id)));
    checkName(name);
    checkAddress(address);
    checkCredentials(body);
    checkCluster(cluster.isPresent() || world.clusterName.equals("Default"));

    TwinHost host = new TwinHost();
    host.id = UUID.randomUUID().toString();
    host.name = name;
    host.address = address;
    host.site = siteOf(name);
    host.status = HostStatus.UNASSIGNED;
    host.comment = body.at("comment").orElse("");
    host.port = HostUpdate.number(call, "port").orElse(TwinHost.DEFAULT_PORT);
    host.sshPort = HostUpdate.number(call, "ssh/port").orElse(TwinHost.SSH_PORT);
    HostUpdate.priority(call).ifPresent(priority -> host.spmPriority = priority);
    body.child("power_management").ifPresent(power -> HostUpdate.power(host, power, ACTION));
    checkConnection(world, name, ACTION);
    host.activated = call.request().parameter("activate").filter("false"::equals).isEmpty();
    return host;
  }

  private static Refusal incomplete(String field) {
    return Refusal.input(400, "Incomplete parameters", "Host [" + field + "] required for add");
  }

  private void checkClusterName(Element body) {
    body.at("cluster/name")
        .filter(name -> !name.equals(world.clusterName))
        .ifPresent(
            name -> {
              throw Refusal.unknown("Cluster: name=" + name);
            });
  }

  private static void checkLetters(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Refusal.bad(
          "Host name must be formed of alphanumeric characters, numbers or \"-_.\"",
          "Attribute: vdsStatic.name");
    }
  }

  private void checkName(String name) {
    if (world.hostNamed(name).isPresent()) {
      throw Refusal.conflict(
          ACTION + "The Host name is already in use, please choose a unique name and try again.");
    }
  }

  private void checkAddress(String address) {
    if (world.hosts.values().stream().anyMatch(host -> host.address.equals(address))) {
      throw Refusal.conflict(ACTION + "Host with the same address already exists.");
    }
  }

  private static void checkCluster(boolean known) {
    if (!known) {
      throw Refusal.bad(ACTION + "Cluster ID is not valid.");
    }
  }

  /** Without the engine's key the Manager wants a password; neither is kept. */
  static void checkCredentials(Element body) {
    boolean key = body.at("ssh/authentication_method").filter("publickey"::equals).isPresent();
    boolean password = body.at("root_password").or(() -> body.at("ssh/user/password")).isPresent();
    if (!key && !password) {
      throw Refusal.bad("Cannot install Host with empty password.");
    }
  }

  /** The Manager tries to get in before it answers. */
  static void checkConnection(World world, String name, String action) {
    Optional.ofNullable(world.installs.get(name))
        .flatMap(outcome -> refusal(outcome.result()))
        .ifPresent(
            text -> {
              throw Refusal.conflict(
                  action + text + " You may refer to the engine.log file for further details.");
            });
  }

  private static Optional<String> refusal(InstallOutcome.Result result) {
    return switch (result) {
      case UNREACHABLE ->
          Optional.of(
              "Connecting to host via SSH has failed, verify that the host is reachable (IP"
                  + " address, routable address etc.)");
      case LOCKED_OUT ->
          Optional.of(
              "SSH authentication failed, verify authentication parameters are correct"
                  + " (Username/Password, public-key etc.)");
      default -> Optional.empty();
    };
  }

  /** Where a host stands the Manager does not know; here its name tells: north-1, host1.north. */
  private static String siteOf(String name) {
    int dot = name.indexOf('.');
    int dash = name.lastIndexOf('-');
    return dash > 0 ? name.substring(0, dash) : name.substring(dot + 1);
  }
}
