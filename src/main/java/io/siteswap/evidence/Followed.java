package io.siteswap.evidence;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal of a run, followed line by line while it is written into the pack. */
final class Followed {
  /** A run has some dozens of them; of its changes there may be tens of thousands. */
  static final int MOST_TOLD = 5000;

  private final String run;
  private final List<Journal.Line> told = new ArrayList<>();
  private long leftOut;
  private Optional<Long> broken = Optional.empty();
  private Optional<Journal.Line> first = Optional.empty();
  private Optional<Journal.Line> last = Optional.empty();

  Followed(String run) {
    this.run = run;
  }

  void line(Journal.Line line) {
    if (broken.isEmpty() && !fits(line)) {
      broken = Optional.of(line.sequence());
    }
    if (first.isEmpty()) {
      first = Optional.of(line);
    }
    last = Optional.of(line);
    if (line.runId().equals(run) && isTold(line)) {
      if (told.size() < MOST_TOLD) {
        told.add(line);
      } else {
        leftOut++;
      }
    }
  }

  private boolean fits(Journal.Line line) {
    return line.unaltered()
        && last.filter(
                before ->
                    line.sequence() != before.sequence() + 1
                        || !line.previousHash().equals(before.hash()))
            .isEmpty();
  }

  private static boolean isTold(Journal.Line line) {
    return !line.actor().equals(Actor.SITESWAP)
        || !(line.event().startsWith("change-") || line.event().startsWith("undo-"));
  }

  /** Those of the run that tell of more than one change. */
  List<Journal.Line> told() {
    return told;
  }

  /** How many more of them there are than a report and a list of decisions can have. */
  long leftOut() {
    return leftOut;
  }

  /** The first entry that does not fit to the one before, or was altered. */
  Optional<Long> broken() {
    return broken;
  }

  /** From which entry to which, in words. */
  String stretch() {
    return "from entry %d to entry %d"
        .formatted(
            first.map(Journal.Line::sequence).orElse(0L),
            last.map(Journal.Line::sequence).orElse(0L));
  }
}
