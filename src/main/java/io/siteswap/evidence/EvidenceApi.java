package io.siteswap.evidence;

import io.siteswap.evidence.EvidenceFolder.PackFile;
import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.evidence.pack.VerifierPage;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.paging.Paging;
import io.siteswap.runbook.NoSuchRun;
import io.siteswap.runbook.Refused;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The evidence of runs, and what is to be done after them. */
@RestController
class EvidenceApi {
  private static final Logger log = LoggerFactory.getLogger(EvidenceApi.class);
  private static final String SECONDS = "2";
  private static final int SHOWN = 8;

  private final Runs runs;
  private final Evidence evidence;
  private final FollowUps followUps;
  private final SigningKey key;

  EvidenceApi(Runs runs, Evidence evidence, FollowUps followUps, SigningKey key) {
    this.runs = runs;
    this.evidence = evidence;
    this.followUps = followUps;
    this.key = key;
  }

  /** What is to be done; the day is as in 2026-12-31. */
  record Wanted(String what, String owner, String due) {}

  /** The pack, or that it is being made. */
  @GetMapping("/api/runs/{id}/evidence")
  ResponseEntity<?> pack(@PathVariable String id) {
    Run run = run(id);
    Optional<PackFile> ready = evidence.ready(run);
    if (ready.isPresent()) {
      return answer(run, ready.get());
    }
    evidence.failure(run).ifPresent(why -> failed(run, why));
    var unused = evidence.begin(run);
    // A browser asks again by itself, and then saves what it gets.
    return ResponseEntity.accepted()
        .header(HttpHeaders.RETRY_AFTER, SECONDS)
        .header("Refresh", SECONDS)
        .body(
            ProblemDetail.forStatusAndDetail(
                HttpStatus.ACCEPTED, "the evidence of run " + id + " is being made: ask again"));
  }

  private static void failed(Run run, Throwable why) {
    log.error("the evidence of run {} could not be made", run.id(), why);
    throw new ResponseStatusException(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "the evidence could not be made: %s; the next call tries again"
            .formatted(why.getMessage()));
  }

  private static ResponseEntity<FileSystemResource> answer(Run run, PackFile pack) {
    String name = "evidence-%s-%s.zip".formatted(run.ticket(), run.id().substring(0, SHOWN));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(new FileSystemResource(pack.path()));
  }

  /** The key that verifies packs of this Siteswap. */
  @GetMapping(path = "/api/evidence/key", produces = "application/x-pem-file")
  ResponseEntity<String> key() {
    return ResponseEntity.ok().header("Key-Fingerprint", key.fingerprint()).body(key.publicPem());
  }

  /** The page that verifies packs, from a place that is not the pack itself. */
  @GetMapping(path = "/api/evidence/verifier", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> verifier() {
    return ResponseEntity.ok()
        .header("Content-Security-Policy", VerifierPage.POLICY)
        .body(VerifierPage.html());
  }

  @GetMapping("/api/runs/{id}/follow-ups")
  ResponseEntity<List<FollowUps.FollowUp>> followUps(@PathVariable String id, Paging wanted) {
    return followUps.some(run(id).id(), wanted).answer();
  }

  @PostMapping(path = "/api/runs/{id}/follow-ups", consumes = MediaType.APPLICATION_JSON_VALUE)
  FollowUps.FollowUp note(@PathVariable String id, @RequestBody Wanted wanted) {
    return followUps.note(run(id), wanted.what(), wanted.owner(), day(wanted.due()));
  }

  @PostMapping("/api/runs/{id}/follow-ups/{number}/done")
  FollowUps.FollowUp done(@PathVariable String id, @PathVariable int number) {
    return followUps.done(run(id), number);
  }

  static Optional<LocalDate> day(String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException e) {
      throw new Refused("'%s' is no day: expected e.g. 2027-03-31".formatted(text), e);
    }
  }

  private Run run(String id) {
    return runs.find(id).orElseThrow(() -> new NoSuchRun(id));
  }
}
