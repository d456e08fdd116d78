package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Circumstances;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Surroundings;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.readiness.probe.Replicated;
import io.siteswap.readiness.probe.Roundtrips;
import io.siteswap.site.ClusterSettings;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that one audit knows of a cluster.
 *
 * @param attestations the latest on each subject, also where it has expired
 * @param roundtrips of the primary and of the secondary site; none where they are not measured
 * @param replicated by storage domain, what the probes have said
 */
public record Facts(
    StretchCluster cluster,
    ClusterSettings settings,
    Instant now,
    Inventory inventory,
    Circumstances circumstances,
    Surroundings surroundings,
    Remembered remembered,
    Map<String, Attestation> attestations,
    List<Roundtrips> roundtrips,
    Map<String, Replicated> replicated) {

  Situation situation() {
    return Situation.asItIs(cluster, inventory, circumstances);
  }

  Stream<Site> sites() {
    return situation().sites();
  }

  List<Host> hosts(Site site) {
    return situation().hosts(site);
  }

  List<Vm> protectedVms() {
    return situation().protectedVms();
  }

  Optional<Attestation> attestation(String subject) {
    return Optional.ofNullable(attestations.get(subject));
  }
}
