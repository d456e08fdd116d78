package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.ExternalStatus;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.readiness.probe.Replicated;
import io.siteswap.site.Replication;
import io.siteswap.site.StretchCluster;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Each data domain is replicated, as far as something or somebody can tell. */
record ReplicationInSync() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return Stream.concat(
        StorageActive.dataDomains(facts.inventory()).stream()
            .flatMap(domain -> look(facts, domain).map(finding -> finding.about(domain.name()))),
        facts.settings().replication().keySet().stream()
            .filter(
                name -> StorageActive.dataDomains(facts.inventory()).stream().noneMatch(is(name)))
            .map(name -> stranger(facts.cluster(), name)));
  }

  private static Predicate<StorageDomain> is(String name) {
    return domain -> domain.name().equals(name);
  }

  private static Stream<Finding> look(Facts facts, StorageDomain domain) {
    return Optional.ofNullable(facts.settings().replication().get(domain.name()))
        .map(way -> judge(facts, domain, way))
        .orElseGet(() -> Stream.of(notConfigured(facts.cluster(), domain)));
  }

  private static Stream<Finding> judge(Facts facts, StorageDomain domain, Replication way) {
    if (way instanceof Replication.ExternalStatus) {
      return Stream.of(externalStatus(domain));
    }
    if (way instanceof Replication.Attestation) {
      return Stream.of(attested(facts, domain));
    }
    return Optional.ofNullable(facts.replicated().get(domain.name())).stream()
        .map(ReplicationInSync::probed);
  }

  private static Finding probed(Replicated answer) {
    return answer.fine()
        ? inSync(answer.domain()).seen(answer.evidence())
        : notInSync(answer.domain(), answer.what()).seen(answer.evidence());
  }

  private static Finding externalStatus(StorageDomain domain) {
    return domain.externalStatus() == ExternalStatus.OK
            || domain.externalStatus() == ExternalStatus.INFO
        ? inSync(domain.name()).seen("external status " + domain.externalStatus())
        : notInSync(domain.name(), "its external status is " + domain.externalStatus());
  }

  private static Finding attested(Facts facts, StorageDomain domain) {
    return facts
        .attestation(Attestation.REPLICATION + domain.name())
        .map(
            attestation ->
                (attestation.countsAt(facts.now())
                        ? inSync(domain.name())
                        : notInSync(
                            domain.name(), "it was attested until " + attestation.expires()))
                    .seen(Attested.evidence(attestation)))
        .orElseGet(() -> notInSync(domain.name(), "nobody vouches for it"));
  }

  private static Finding inSync(String domain) {
    return Finding.ok("replication", "Storage domain %s is replicated".formatted(domain));
  }

  private static Finding notInSync(String domain, String why) {
    return Finding.blocker(
        "replication-not-proved",
        "That storage domain %s is replicated is not proved: %s".formatted(domain, why),
        "Look at the storage: what is not replicated is lost with its site.");
  }

  private static Finding notConfigured(StretchCluster cluster, StorageDomain domain) {
    return Finding.warning(
        "replication-not-watched",
        "Nothing watches the replication of storage domain " + domain.name(),
        "Set siteswap.clusters.%s.replication.%s.type.".formatted(cluster.name(), domain.name()));
  }

  private static Finding stranger(StretchCluster cluster, String name) {
    return Finding.warning(
            "replication-of-no-domain",
            "Replication is configured for '%s', which is no data domain".formatted(name),
            "Correct siteswap.clusters.%s.replication.".formatted(cluster.name()))
        .about(name);
  }
}
