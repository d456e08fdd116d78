package io.siteswap.readiness;

import io.siteswap.manager.Surroundings.HostDetail;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Manager must not live on the cluster that it is to save. */
record ManagerApart() implements Check {
  @Override
  public Set<Runbook> concerns() {
    return Set.of(Runbook.RECOVER_LOST_SITE);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return facts
        .surroundings()
        .hosts()
        .value()
        .map(hosts -> look(facts, hosts.values()))
        .orElseGet(
            () ->
                Stream.of(
                    Finding.unknown(
                        "manager-apart",
                        "whether the Manager lives outside of the cluster",
                        facts.surroundings().hosts().whyNot())));
  }

  private static Stream<Finding> look(Facts facts, Collection<HostDetail> hosts) {
    String manager = facts.cluster().manager().url().getHost();
    List<Finding> within =
        Stream.concat(
                hosts.stream().filter(HostDetail::hostedEngine).map(ManagerApart::hosted),
                hosts.stream()
                    .filter(host -> host.address().equalsIgnoreCase(manager))
                    .map(ManagerApart::sameAddress))
            .toList();
    return within.isEmpty()
        ? Stream.of(
            Finding.ok("manager-apart", "The Manager at " + manager + " is none of the hosts"))
        : within.stream();
  }

  private static Finding hosted(HostDetail host) {
    return Finding.blocker(
            "hosted-engine",
            "Host %s is set up to run a self-hosted Manager".formatted(host.ref().name()),
            "This procedure wants a standalone Manager that lives outside of both sites.")
        .about(host.ref().name());
  }

  private static Finding sameAddress(HostDetail host) {
    return Finding.blocker(
            "manager-on-host",
            "The Manager has the address of host " + host.ref().name(),
            "Move the Manager out of the cluster: it would be lost together with the site.")
        .about(host.ref().name())
        .seen(host.address());
  }
}
