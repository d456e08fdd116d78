package io.siteswap.evidence;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.JournalWritten;
import io.siteswap.ledger.Runs;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says in the journal in which role somebody acts in a run, when they first do so and whenever it
 * has changed: who belonged to which group is not to be known afterwards.
 */
@Component
class ActsAs {
  static final String EVENT = "acts-as";
  static final String WORDS = " acts as ";

  private final Journal journal;
  private final Runs runs;
  private final SignedIn signedIn;

  ActsAs(Journal journal, Runs runs, SignedIn signedIn) {
    this.journal = journal;
    this.runs = runs;
    this.signedIn = signedIn;
  }

  @EventListener
  void written(JournalWritten written) {
    for (Journal.Line line : written.lines()) {
      if (!line.actor().equals(Actor.SITESWAP)) {
        signedIn
            .now()
            .filter(person -> person.name().equals(line.actor()))
            .filter(person -> runs.find(line.runId()).isPresent())
            .ifPresent(person -> say(line.runId(), person));
      }
    }
  }

  private void say(String runId, Person person) {
    String now = words(person);
    boolean known =
        journal.of(runId, EVENT).stream()
            .map(Journal.Line::detail)
            .filter(said -> said.startsWith(person.name() + WORDS))
            .reduce((earlier, later) -> later)
            .filter(now::equals)
            .isPresent();
    if (!known) {
      journal.add(runId, Actor.SITESWAP, EVENT, now);
    }
  }

  private static String words(Person person) {
    return person.name()
        + WORDS
        + (person.groups().isEmpty()
            ? "nobody"
            : String.join(", ", new TreeSet<>(person.groups())));
  }
}
