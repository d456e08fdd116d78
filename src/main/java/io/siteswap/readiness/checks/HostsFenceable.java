package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.ExternalStatus;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Surroundings.HostDetail;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps the Manager from fencing a single host: no power management, or a bad report. */
record HostsFenceable() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return Stream.concat(
        FindingSummary.of(
            "power-management-missing",
            facts.inventory().clusterHosts().stream()
                .filter(host -> !host.access().powerManaged())
                .map(HostsFenceable::missing)
                .toList(),
            "hosts have no power management",
            "Configure their fence agents."),
        facts
            .surroundings()
            .hosts()
            .value()
            .map(Map::values)
            .map(HostsFenceable::badReports)
            .orElseGet(
                () ->
                    Stream.of(
                        Finding.unknown(
                            "host-external-status",
                            "what others report of the hosts",
                            facts.surroundings().hosts().whyNot()))));
  }

  private static Finding missing(Host host) {
    return Finding.warning(
            "power-management-missing",
            "Host %s has no power management".formatted(host.name()),
            "Configure its fence agent; without, people confirm that it is down after a loss.")
        .about(host.name());
  }

  private static Stream<Finding> badReports(Collection<HostDetail> hosts) {
    return hosts.stream()
        .filter(host -> host.externalStatus() != ExternalStatus.OK)
        .map(
            host ->
                Finding.warning(
                        "host-external-status",
                        "Host %s is reported as %s from outside, so it is not fenced"
                            .formatted(host.ref().name(), host.externalStatus()),
                        "Look at what reported it, and report it as ok.")
                    .about(host.ref().name()));
  }
}
