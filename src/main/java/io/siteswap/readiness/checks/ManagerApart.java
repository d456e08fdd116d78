package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Surroundings.HostDetail;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The Manager must not live on the cluster that it is to save. */
record ManagerApart() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    String manager = facts.cluster().manager().url().getHost();
    List<Finding> within =
        Stream.concat(
                facts.inventory().hosts().stream()
                    .filter(host -> host.access().address().equalsIgnoreCase(manager))
                    .map(ManagerApart::sameAddress),
                hosted(facts))
            .toList();
    return within.isEmpty()
        ? Stream.of(
            Finding.ok("manager-apart", "The Manager at " + manager + " is none of the hosts"))
        : within.stream();
  }

  private static Stream<Finding> hosted(Facts facts) {
    return facts
        .surroundings()
        .hosts()
        .value()
        .map(Map::values)
        .map(ManagerApart::hosted)
        .orElseGet(
            () ->
                Stream.of(
                    Finding.unknown(
                        "hosted-engine",
                        "whether the Manager is a self-hosted one",
                        facts.surroundings().hosts().whyNot())));
  }

  private static Stream<Finding> hosted(Collection<HostDetail> hosts) {
    return hosts.stream()
        .filter(HostDetail::hostedEngine)
        .map(host -> host.ref().name())
        .map(
            name ->
                Finding.blocker(
                        "hosted-engine",
                        "Host %s is set up to run a self-hosted Manager".formatted(name),
                        "This procedure wants a standalone Manager that lives outside of both"
                            + " sites.")
                    .about(name));
  }

  private static Finding sameAddress(Host host) {
    return Finding.blocker(
            "manager-on-host",
            "The Manager has the address of host " + host.name(),
            "Move the Manager out of the cluster: it would be lost together with the site.")
        .about(host.name())
        .seen(host.access().address());
  }
}
