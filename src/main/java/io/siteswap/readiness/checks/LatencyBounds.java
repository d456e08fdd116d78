package io.siteswap.readiness.checks;

import io.siteswap.readiness.probe.Roundtrips;
import io.siteswap.readiness.probe.Roundtrips.HostTrips;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the round trip between the sites is below the limit: measured, bounded, or attested. */
record LatencyBounds() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    Optional<Bounds> bounds = bounds(facts.roundtrips());
    return Stream.concat(
        Stream.of(judge(facts, bounds).seen(evidence(facts))),
        FindingSummary.of(
            "latency-unreached",
            facts.roundtrips().stream()
                .flatMap(site -> site.unreached().stream().map(host -> unreached(facts, host)))
                .toList(),
            "hosts could not be reached for measuring the latency",
            "Open the way to their management port."));
  }

  private static Optional<Bounds> bounds(List<Roundtrips> sites) {
    return sites.size() == 2 ? Bounds.of(sites.get(0), sites.get(1)) : Optional.empty();
  }

  private static Finding judge(Facts facts, Optional<Bounds> bounds) {
    Duration limit = facts.settings().latency().limit();
    if (bounds.filter(b -> b.areBelow(limit)).isPresent()) {
      return Finding.ok(
          "latency",
          "The sites are at most %s apart, %s are allowed"
              .formatted(ms(bounds.get().most()), ms(Bounds.milliseconds(limit))));
    }
    if (bounds.filter(b -> b.areAbove(limit)).isPresent()) {
      return Finding.blocker(
          "latency-too-long",
          "The sites are at least %s apart, %s are allowed"
              .formatted(ms(bounds.get().least()), ms(Bounds.milliseconds(limit))),
          "A stretch cluster does not bear that: shorten the way between the sites.");
    }
    return facts
        .attestation(Attestation.LATENCY)
        .map(attestation -> attested(facts, attestation, limit))
        .orElseGet(() -> open(bounds));
  }

  private static Finding open(Optional<Bounds> bounds) {
    return Finding.warning(
        "latency-open",
        bounds
            .map(
                b ->
                    "From here it is only known that the sites are between %s and %s apart"
                        .formatted(ms(b.least()), ms(b.most())))
            .orElse("How far the sites are apart could not be measured from here"),
        "Measure the round trip from a host of one site to the other, and attest the figure.");
  }

  private static Finding attested(Facts facts, Attestation attestation, Duration limit) {
    String figure = attestation.milliseconds().map(LatencyBounds::ms).orElse("no figure");
    if (!attestation.countsAt(facts.now())) {
      return Finding.warning(
          "latency-attestation-expired",
          "The latency was attested until %s only".formatted(attestation.expires()),
          "Measure it again, and attest the figure.");
    }
    boolean within =
        attestation.milliseconds().filter(ms -> ms <= Bounds.milliseconds(limit)).isPresent();
    return within
        ? Finding.ok(
            "latency-attested",
            "%s vouches until %s that the sites are %s apart"
                .formatted(attestation.by(), attestation.expires(), figure))
        : Finding.blocker(
            "latency-too-long",
            "The sites are %s apart as %s has measured, %s are allowed"
                .formatted(figure, attestation.by(), ms(Bounds.milliseconds(limit))),
            "A stretch cluster does not bear that: shorten the way between the sites.");
  }

  private static String evidence(Facts facts) {
    String attested =
        facts.attestation(Attestation.LATENCY).map(a -> "; " + Attested.evidence(a)).orElse("");
    return String.join("; ", facts.roundtrips().stream().map(LatencyBounds::figures).toList())
        + attested;
  }

  private static String figures(Roundtrips site) {
    return site.median().isEmpty()
        ? site.site() + ": not reached"
        : "%s: median %s, p95 %s of %d samples"
            .formatted(site.site(), ms(site.median().get()), ms(site.p95().get()), site.samples());
  }

  private static Finding unreached(Facts facts, HostTrips host) {
    return Finding.warning(
            "latency-unreached",
            "Host %s was not reached for measuring the latency".formatted(host.host()),
            "Open the way to port %d of it, or set siteswap.clusters.%s.latency.port."
                .formatted(facts.settings().latency().port(), facts.cluster().name()))
        .about(host.host())
        .seen("%s: %s".formatted(host.address(), host.error()));
  }

  static String ms(double milliseconds) {
    return String.format(Locale.ROOT, "%.1f ms", milliseconds);
  }
}
