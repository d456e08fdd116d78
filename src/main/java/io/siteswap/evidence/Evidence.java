package io.siteswap.evidence;

import io.siteswap.evidence.EvidenceFolder.PackFile;
import io.siteswap.evidence.pack.Manifest;
import io.siteswap.evidence.pack.Sha256;
import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** The packs of all runs: which there are, and that one more is made. */
@Component
class Evidence implements AutoCloseable {
  static final String EVENT = "evidence-packed";

  /** The journal of an open run grows all the time; a pack that is so young is as good as new. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final PackMaker maker;
  private final EvidenceFolder folder;
  private final AnchorLog anchors;
  private final Journal journal;
  private final Runs runs;
  private final SigningKey key;
  private final Map<String, CompletableFuture<PackFile>> underWay = new ConcurrentHashMap<>();

  /** One at a time: each takes a processor and some memory. */
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "evidence");
            thread.setDaemon(true);
            return thread;
          });

  Evidence(
      PackMaker maker,
      EvidenceFolder folder,
      AnchorLog anchors,
      Journal journal,
      Runs runs,
      SigningKey key) {
    this.maker = maker;
    this.folder = folder;
    this.anchors = anchors;
    this.journal = journal;
    this.runs = runs;
    this.key = key;
  }

  /** The pack of a run that tells all that there is to tell; empty while there is none. */
  Optional<PackFile> ready(Run run) {
    return folder
        .latest(run.id())
        .filter(
            pack ->
                pack.sequence() >= journal.lastBut(run.id(), EVENT)
                    || (run.isOpen() && isYoung(pack)));
  }

  private static boolean isYoung(PackFile pack) {
    try {
      Instant made = Files.getLastModifiedTime(pack.path()).toInstant();
      return made.plus(YOUNG).isAfter(Instant.now());
    } catch (IOException e) {
      return false;
    }
  }

  /** Is making it, here; whoever asks meanwhile waits for the same. */
  CompletableFuture<PackFile> begin(Run run) {
    return underWay.computeIfAbsent(
        run.id(),
        id ->
            CompletableFuture.supplyAsync(() -> make(id), worker)
                .whenComplete((pack, failure) -> forget(id, failure)));
  }

  /** A failure is told once to whoever asks next. */
  private void forget(String run, Throwable failure) {
    if (failure == null) {
      underWay.remove(run);
    }
  }

  /** Why it could not be made, told once; empty while it is being made. */
  Optional<Throwable> failure(Run run) {
    CompletableFuture<PackFile> begun = underWay.get(run.id());
    if (begun == null || !begun.isCompletedExceptionally()) {
      return Optional.empty();
    }
    underWay.remove(run.id());
    return Optional.of(begun.handle((pack, why) -> why).join());
  }

  /** Makes it now, and says so in the journal and in the anchors. */
  PackFile make(String runId) {
    Run run = runs.get(runId);
    return run.marked(() -> make(run));
  }

  private PackFile make(Run run) {
    String runId = run.id();
    try {
      Journal.Line end = journal.latest().orElseThrow();
      try (EvidenceFolder.Draft draft = folder.draft()) {
        Manifest.Anchor anchor = maker.write(run, end, draft.path());
        PackFile pack = folder.keep(draft, runId, anchor.sequence());
        String digest = Sha256.of(pack.path());
        journal.add(
            runId,
            Actor.SITESWAP,
            EVENT,
            "%s, SHA-256 %s, journal up to entry %d, signed by key %s"
                .formatted(pack.name(), digest, anchor.sequence(), key.fingerprint()));
        anchors.write(run, anchor, digest);
        return pack;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
