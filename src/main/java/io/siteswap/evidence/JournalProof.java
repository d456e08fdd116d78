package io.siteswap.evidence;

import io.siteswap.ledger.Journal;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks whether the journal is what it was: each entry, and that its end is still there. */
@Component
class JournalProof {
  private static final Logger log = LoggerFactory.getLogger(JournalProof.class);

  private final Journal journal;
  private final AnchorLog anchors;
  private final JournalChecks checks;

  JournalProof(Journal journal, AnchorLog anchors, JournalChecks checks) {
    this.journal = journal;
    this.anchors = anchors;
    this.checks = checks;
  }

  JournalChecks.State check() {
    Optional<String> problem = problem();
    long entries = journal.latest().map(Journal.Line::sequence).orElse(0L);
    checks.found(entries, problem);
    problem.ifPresentOrElse(
        what -> log.error("THE JOURNAL IS NOT WHOLE: {}", what),
        () -> log.info("the journal is whole, up to entry {}", entries));
    return checks.last();
  }

  private Optional<String> problem() {
    Optional<Long> broken = journal.firstBroken();
    if (broken.isPresent()) {
      return Optional.of(
          "entry %d was altered, or the one before it is missing".formatted(broken.get()));
    }
    Optional<Long> stray = journal.firstStray();
    if (stray.isPresent()) {
      return Optional.of("entry %d was put in by somebody else".formatted(stray.get()));
    }
    try {
      return anchors.known().stream().flatMap(found -> problem(found).stream()).findFirst();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** A chain that was cut off, or written anew, is whole in itself. */
  private Optional<String> problem(AnchorLog.Found found) {
    long sequence = found.anchor().sequence();
    Optional<Journal.Line> line = journal.line(sequence);
    if (line.isEmpty()) {
      return Optional.of(
          "its end was cut off: %s knows of entry %d, and the last one is %d"
              .formatted(
                  found.where(),
                  sequence,
                  journal.latest().map(Journal.Line::sequence).orElse(0L)));
    }
    return line.filter(one -> !one.hash().equals(found.anchor().hash()))
        .map(
            one ->
                "it was written anew: entry %d is not the one that %s knows"
                    .formatted(sequence, found.where()));
  }
}
