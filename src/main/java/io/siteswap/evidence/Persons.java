package io.siteswap.evidence;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.notice.Notices;
import io.siteswap.people.DirectorySubjects;
import io.siteswap.people.OperationsOfPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who had to do with a run: with which account, who broke the glass, and who was told of it. */
@Component
class Persons {
  static final int MOST_NOTICES = 5000;

  /** Whoever starts a run may have signed in with a code from the safe so long before. */
  private static final Duration SIGNED_IN = Duration.ofHours(12);

  private final Journal journal;
  private final DirectorySubjects directory;
  private final Notices notices;

  Persons(Journal journal, DirectorySubjects directory, Notices notices) {
    this.journal = journal;
    this.directory = directory;
    this.notices = notices;
  }

  /**
   * All of it.
   *
   * @param accounts in a directory, by the name of the person
   * @param glass what the journal says of codes from the safe that were used
   */
  record Involved(
      SortedMap<String, String> accounts, List<Journal.Line> glass, List<Notices.Told> notices) {}

  Involved in(Run run, Journal.Line end) {
    return new Involved(accounts(run), glass(run, end), notices.ofRun(run.id(), MOST_NOTICES));
  }

  private SortedMap<String, String> accounts(Run run) {
    SortedMap<String, String> accounts = new TreeMap<>();
    journal.actors(run.id()).stream()
        .filter(actor -> !actor.equals(Actor.SITESWAP))
        .forEach(actor -> directory.find(actor).ifPresent(account -> accounts.put(actor, account)));
    return accounts;
  }

  /** Each use of a code from shortly before the run to its end, and what others said about it. */
  private List<Journal.Line> glass(Run run, Journal.Line end) {
    Instant from = run.startedAt().minus(SIGNED_IN);
    Instant to = run.endedAt().orElse(Instant.parse(end.at()));
    List<Journal.Line> uses =
        of("glass-broken", end)
            .filter(use -> !Instant.parse(use.at()).isBefore(from))
            .filter(use -> !Instant.parse(use.at()).isAfter(to))
            .toList();
    Stream<Journal.Line> reviews =
        of("glass-reviewed", end)
            .filter(review -> uses.stream().anyMatch(use -> isAbout(review, use)));
    return Stream.concat(uses.stream(), reviews)
        .sorted(Comparator.comparingLong(Journal.Line::sequence))
        .toList();
  }

  private Stream<Journal.Line> of(String event, Journal.Line end) {
    return journal.of(OperationsOfPeople.OF_PEOPLE, event).stream()
        .filter(line -> line.sequence() <= end.sequence());
  }

  private static boolean isAbout(Journal.Line review, Journal.Line use) {
    return review.sequence() > use.sequence()
        && review.detail().startsWith("that %s signed in ".formatted(use.actor()));
  }
}
