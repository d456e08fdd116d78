package io.siteswap.readiness.checks;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** Whether somebody vouches for what no program can see, and for how much longer. */
record Attested(String subject, String what, Set<Need> concerns) implements Check {
  private static final Duration SOON = Duration.ofDays(14);

  @Override
  public Stream<Finding> look(Facts facts) {
    return Stream.of(
        facts
            .attestation(subject)
            .map(attestation -> judge(attestation, facts))
            .orElseGet(
                () ->
                    Finding.warning(
                        subject + "-not-attested",
                        "Nobody vouches that " + what,
                        "Look at it, and attest it on the page of the cluster.")));
  }

  private Finding judge(Attestation attestation, Facts facts) {
    String evidence = evidence(attestation);
    if (!attestation.countsAt(facts.now())) {
      return Finding.warning(
              subject + "-attestation-expired",
              "That %s was attested until %s only".formatted(what, attestation.expires()),
              "Look at it again, and attest it on the page of the cluster.")
          .seen(evidence);
    }
    if (attestation.endsWithin(SOON, facts.now())) {
      return Finding.warning(
              subject + "-attestation-ends",
              "That %s is attested until %s".formatted(what, attestation.expires()),
              "Look at it again before that day, and attest it anew.")
          .seen(evidence);
    }
    return Finding.ok(
            subject + "-attested",
            "%s vouches until %s that %s".formatted(attestation.by(), attestation.expires(), what))
        .seen(evidence);
  }

  static String evidence(Attestation attestation) {
    return "%s on %s: %s"
        .formatted(attestation.by(), Attestation.today(attestation.at()), attestation.evidence());
  }
}
