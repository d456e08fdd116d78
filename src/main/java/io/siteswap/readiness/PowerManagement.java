package io.siteswap.readiness;

import io.siteswap.manager.Host;
import io.siteswap.manager.Surroundings.HostDetail;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps the Manager from fencing a single host: no power management, or a bad report. */
record PowerManagement() implements Check {
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
        .map(details -> look(facts, details))
        .orElseGet(
            () ->
                Stream.of(
                    Finding.unknown(
                        "power-management",
                        "which hosts have power management",
                        facts.surroundings().hosts().whyNot())));
  }

  private static Stream<Finding> look(Facts facts, Map<String, HostDetail> details) {
    var hosts =
        facts.inventory().clusterHosts().stream()
            .map(Host::ref)
            .flatMap(ref -> Optional.ofNullable(details.get(ref.id())).stream())
            .toList();
    return Stream.concat(
        Many.of(
            "power-management-missing",
            hosts.stream()
                .filter(host -> !host.powerManagement())
                .map(PowerManagement::missing)
                .toList(),
            "hosts have no power management",
            "Configure their fence agents."),
        hosts.stream()
            .filter(host -> !host.externalStatus().equals("ok"))
            .map(PowerManagement::badReport));
  }

  private static Finding missing(HostDetail host) {
    return Finding.warning(
            "power-management-missing",
            "Host %s has no power management".formatted(host.ref().name()),
            "Configure its fence agent; without, people confirm that it is down after a loss.")
        .about(host.ref().name());
  }

  private static Finding badReport(HostDetail host) {
    return Finding.warning(
            "host-external-status",
            "Host %s is reported as %s from outside, so it is not fenced"
                .formatted(host.ref().name(), host.externalStatus()),
            "Look at what reported it, and report it as ok.")
        .about(host.ref().name());
  }
}
