package io.siteswap.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.HostRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many people are enough for one host, by the policy and by what the probes say. */
class AttestationTallyTest {
  private static final HostRef HOST = new HostRef("1", "north-1");

  @ParameterizedTest
  @CsvSource({
    "2, true,  SILENT, false, 2",
    "3, true,  SILENT, false, 3",
    "1, true,  SILENT, false, 1",
    "2, true,  DOWN_BY_POWER,    false, 1",
    "2, false, DOWN_BY_POWER,    false, 2",
    "2, true,  ALIVE,  false, 3",
    "3, false, ALIVE,  false, 4",
    "2, true,  SILENT, true,  1",
    "3, false, DOWN_BY_POWER,    true,  1",
    "2, true,  ALIVE,  true,  3",
  })
  void isReachedBySoManyAndNotByOneFewer(
      int quorum, boolean powerOffSuffices, Liveness verdict, boolean glass, int enough) {
    AttestationRule rule = rule(quorum, powerOffSuffices);

    assertThat(quorum(rule, verdict, glass, enough).isReached()).isTrue();
    assertThat(quorum(rule, verdict, glass, enough - 1).isReached()).isFalse();
  }

  /** It may have begun to answer after they had looked. */
  @Test
  void whereSomethingAnswersOnlyThoseCountWhoSayThatTheyKnowBetter() {
    AttestationRule rule = rule(2, true);
    List<ProbeReport> answered = List.of(report(Liveness.ANSWERED));

    assertThat(AttestationTally.of(rule, List.of(HOST), answered, given(2, false)).isReached())
        .isFalse();
    assertThat(AttestationTally.of(rule, List.of(HOST), answered, knowingBetter(2)).isReached())
        .isTrue();
  }

  private static List<SiteAttestation> knowingBetter(int people) {
    return given(people, false).stream()
        .map(
            one ->
                new SiteAttestation(
                    one.who(),
                    one.at(),
                    one.fingerprint(),
                    one.hosts(),
                    one.evidence(),
                    true,
                    one.glass()))
        .toList();
  }

  private static AttestationTally quorum(
      AttestationRule rule, Liveness verdict, boolean glass, int people) {
    return AttestationTally.of(rule, List.of(HOST), List.of(report(verdict)), given(people, glass));
  }

  private static ProbeReport report(Liveness verdict) {
    return new ProbeReport(HOST, "", "", "", "", "", verdict, List.of(), List.of());
  }

  private static List<SiteAttestation> given(int people, boolean glass) {
    return IntStream.range(0, people)
        .mapToObj(
            n ->
                new SiteAttestation(
                    "person-" + n, Instant.EPOCH, "plan", List.of(HOST), "seen", false, glass))
        .toList();
  }

  private static AttestationRule rule(int quorum, boolean powerOffSuffices) {
    return new AttestationRule(
        Set.of("dr-approvers"),
        quorum,
        powerOffSuffices ? 1 : quorum,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
