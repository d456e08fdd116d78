package io.siteswap.recovery;

import io.siteswap.manager.inventory.HostRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether enough people have attested which hosts are down. Each host is judged by itself: one that
 * somebody has looked at and not vouched for is left out.
 */
public record AttestationTally(List<Vote> votes) {
  public AttestationTally {
    votes = List.copyOf(votes);
  }

  /**
   * How it stands with one host.
   *
   * @param needed so many people
   * @param given by whom so far
   * @param declined by whom it was not vouched for
   */
  public record Vote(HostRef host, int needed, List<String> given, List<String> declined) {
    boolean isLeftOut() {
      return !declined.isEmpty();
    }

    boolean isReached() {
      return !isLeftOut() && given.size() >= needed;
    }

    int missing() {
      return Math.max(0, needed - given.size());
    }
  }

  public static AttestationTally of(
      AttestationRule rule,
      List<HostRef> hosts,
      List<ProbeReport> reports,
      List<SiteAttestation> attestations) {
    return new AttestationTally(
        hosts.stream().map(host -> vote(rule, host, report(reports, host), attestations)).toList());
  }

  private static Optional<ProbeReport> report(List<ProbeReport> reports, HostRef host) {
    return reports.stream().filter(one -> one.host().equals(host)).findFirst();
  }

  private static Vote vote(
      AttestationRule rule,
      HostRef host,
      Optional<ProbeReport> report,
      List<SiteAttestation> attestations) {
    boolean glass = attestations.stream().anyMatch(SiteAttestation::glass);
    // Who has not said that they know better may not have seen what answers.
    boolean knowBetter = report.filter(ProbeReport::isAnswered).isPresent();
    return new Vote(
        host,
        needed(rule, report, glass),
        names(attestations, one -> one.vouchesFor(host) && (one.overridden() || !knowBetter)),
        names(attestations, one -> !one.vouchesFor(host)));
  }

  /**
   * A proof of life is overruled only by one person more, and by no broken glass; a hint by the
   * usual number, each of whom has to say that they know better.
   */
  private static int needed(AttestationRule rule, Optional<ProbeReport> report, boolean glass) {
    if (report.filter(ProbeReport::isAlive).isPresent()) {
      return rule.quorum() + 1;
    }
    if (glass) {
      return 1;
    }
    return report.filter(ProbeReport::isOff).isPresent() ? rule.whereOff() : rule.quorum();
  }

  private static List<String> names(
      List<SiteAttestation> attestations, Predicate<SiteAttestation> which) {
    return attestations.stream().filter(which).map(SiteAttestation::who).toList();
  }

  /** No host waits for anybody any more, and there is one at least to go on with. */
  public boolean isReached() {
    return votes.stream().anyMatch(Vote::isReached)
        && votes.stream().allMatch(vote -> vote.isReached() || vote.isLeftOut());
  }

  public List<HostRef> leftOut() {
    return votes.stream().filter(Vote::isLeftOut).map(Vote::host).toList();
  }

  public List<HostRef> reached() {
    return votes.stream().filter(Vote::isReached).map(Vote::host).toList();
  }

  /** What is still missing, for people. */
  public String description() {
    String missing =
        votes.stream()
            .filter(vote -> !vote.isLeftOut() && vote.missing() > 0)
            .collect(Collectors.groupingBy(Vote::missing))
            .entrySet()
            .stream()
            .map(entry -> entry.getKey() + " more for " + names(entry.getValue()))
            .collect(Collectors.joining("; "));
    if (!votes.isEmpty() && votes.stream().allMatch(Vote::isLeftOut)) {
      return "each host was left out by somebody, who may attest anew and tick it";
    }
    return missing.isEmpty() ? "nobody is missing" : missing;
  }

  private static String names(List<Vote> votes) {
    return votes.stream().map(vote -> vote.host().name()).collect(Collectors.joining(", "));
  }
}
