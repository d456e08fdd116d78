package io.siteswap.evidence;

import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.ground.Clockwork;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the journal looked at when a node starts, and then at its interval, by one node of all. What
 * drills look at, they look at by hand.
 */
@Component
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class JournalKeeper {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Under which what belongs to evidence and to no run stands in the journal. */
  private static final String OF_EVIDENCE = "evidence";

  private static final String KEY = "evidence-key";

  private final JournalProof proof;
  private final JournalChecks checks;
  private final Retention retention;
  private final EvidenceProperties properties;
  private final Journal journal;
  private final SigningKey key;
  private final Clockwork clockwork = new Clockwork("journal");

  JournalKeeper(
      JournalProof proof,
      JournalChecks checks,
      Retention retention,
      EvidenceProperties properties,
      Journal journal,
      SigningKey key) {
    this.proof = proof;
    this.checks = checks;
    this.retention = retention;
    this.properties = properties;
    this.journal = journal;
    this.key = key;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    clockwork.once(this::first);
    Duration wanted = properties.checkInterval();
    clockwork.every(wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST, this::again);
  }

  private void first() {
    proof.check();
    tellKey();
  }

  private void again() {
    if (checks.claim(properties.checkInterval())) {
      proof.check();
      retention.tell();
    }
  }

  /** Whichever keys have ever signed, the journal knows them. */
  private void tellKey() {
    boolean known =
        journal.of(OF_EVIDENCE, KEY).stream()
            .anyMatch(line -> line.detail().contains(key.fingerprint()));
    if (!known) {
      journal.add(OF_EVIDENCE, Actor.SITESWAP, KEY, "packs are signed by key " + key.fingerprint());
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    clockwork.close();
  }
}
