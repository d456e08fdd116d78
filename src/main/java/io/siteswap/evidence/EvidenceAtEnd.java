package io.siteswap.evidence;

import io.siteswap.ledger.JournalWritten;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.Messenger;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.Outbox;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the pack of a run made once it has ended: it is put into the outbox in the transaction of the
 * end, so that no crash loses it, and one node makes it. No run waits for that.
 */
@Component
class EvidenceAtEnd implements Messenger {
  private static final String CHANNEL = "evidence";
  private static final String KIND = "pack";

  private final Outbox outbox;
  private final Evidence evidence;
  private final Runs runs;

  EvidenceAtEnd(Outbox outbox, Evidence evidence, Runs runs) {
    this.outbox = outbox;
    this.evidence = evidence;
    this.runs = runs;
  }

  @EventListener
  void written(JournalWritten journal) {
    journal.lines().stream()
        .filter(line -> line.event().equals("run-ended"))
        .flatMap(line -> runs.find(line.runId()).stream())
        .forEach(
            run ->
                run.marked(() -> outbox.put(new Message(CHANNEL, run.id(), KIND, KIND, run.id()))));
  }

  @Override
  public boolean carries(String channel) {
    return channel.equals(CHANNEL);
  }

  @Override
  public void deliver(Message message, boolean again) {
    Optional<Run> run = runs.find(message.subject());
    try {
      run.filter(ended -> evidence.ready(ended).isEmpty())
          .ifPresent(ended -> evidence.make(ended.id()));
    } catch (UncheckedIOException e) {
      throw new NotNow(String.valueOf(e.getMessage()), Optional.empty());
    }
  }
}
