package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.siteswap.drill.DrillTest;
import io.siteswap.evidence.EvidenceFolder.PackFile;
import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.ledger.Journal;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever can write to the database cannot change the journal unseen. */
class JournalProofTest extends DrillTest {
  @TempDir private Path elsewhere;
  @Autowired private JournalProof proof;
  @Autowired private JournalChecks checks;
  @Autowired private JournalHealth health;
  @Autowired private MeterRegistry meters;
  @Autowired private Evidence evidence;
  @Autowired private EvidenceFolder folder;
  @Autowired private EvidenceProperties properties;
  @Autowired private Journal journal;
  @Autowired private Retention retention;
  @Autowired private SigningKey key;
  @Autowired private InstantSource clock;
  @Autowired private JdbcClient database;
  @Autowired private TestRestTemplate rest;

  @BeforeEach
  void aPackAndWhatCameAfterIt() throws IOException {
    for (PackFile pack : folder.all()) {
      Files.delete(pack.path());
    }
    drill.start("fail-over-site", "north");
    evidence.make(drill.runId());
  }

  private Optional<String> problem() {
    return proof.check().problem();
  }

  private void cutOffBehind(long sequence) {
    database.sql("delete from journal where sequence > ?").param(sequence).update();
    String hash = journal.line(sequence).orElseThrow().hash();
    database
        .sql("update journal_head set sequence = ?, hash = ? where id = 1")
        .params(sequence, hash)
        .update();
  }

  @Test
  void aJournalThatNobodyTouchedIsWhole() {
    assertThat(problem()).isEmpty();
    assertThat(announced()).isEmpty();
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    assertThat(health.health().getDetails()).containsKeys("checkedAt", "entries");
    assertThat(meters.get("siteswap.journal.whole").gauge().value()).isOne();
    assertThat(meters.get("siteswap.journal.checked.age").gauge().value()).isZero();
  }

  @Test
  void anEntryThatWasAlteredIsShown() {
    database.sql("update journal set actor = 'nobody' where sequence = 2").update();

    assertThat(problem()).contains("entry 2 was altered, or the one before it is missing");
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.health().getDetails())
        .containsEntry("problem", "entry 2 was altered, or the one before it is missing");
    assertThat(meters.get("siteswap.journal.whole").gauge().value()).isZero();
    assertThat(announced().at("/0/severity").asText()).isEqualTo("bad");
    assertThat(announced().at("/0/text").asText())
        .startsWith("The journal is not whole: entry 2 was altered");
  }

  /** On top of each page. */
  private JsonNode announced() {
    return rest.withBasicAuth("auditor", "drill-5")
        .getForObject("/api/announcements", JsonNode.class);
  }

  @Test
  void anEntryThatWasTakenOutIsShown() {
    database.sql("delete from journal where sequence = 2").update();

    assertThat(problem()).contains("entry 3 was altered, or the one before it is missing");
  }

  /** The hash is over all lines of an entry, whichever of them stands where. */
  @Test
  void aLineThatWasMovedIntoAnotherColumnIsShown() {
    drill.journal().add(drill.runId(), "operator", "note", "one line\nand another");
    long sequence = journal.latest().orElseThrow().sequence();
    assertThat(problem()).isEmpty();
    database
        .sql("update journal set actor = ?, event = ?, detail = ? where sequence = ?")
        .params("operator\nnote", "one line", "and another", sequence)
        .update();

    assertThat(journal.line(sequence).orElseThrow())
        .satisfies(line -> assertThat(line.hash()).isEqualTo(line.computedHash()));
    assertThat(problem())
        .contains("entry %d was altered, or the one before it is missing".formatted(sequence));
  }

  /** With a hash that fits, as somebody makes it who knows how. */
  @Test
  void anEntryThatWasPutBehindTheEndIsShown() {
    Journal.Line last = journal.latest().orElseThrow();
    insert(last.sequence() + 1, last.hash());

    assertThat(problem())
        .contains("entry %d was put in by somebody else".formatted(last.sequence() + 1));
  }

  @Test
  void anEntryThatWasPutBeforeTheBeginningIsShown() {
    insert(0, "f".repeat(64));

    assertThat(problem()).contains("entry 0 was put in by somebody else");
  }

  /** The numbers between are taken: whoever puts one in has to take one out. */
  @Test
  void anEntryThatWasExchangedIsShown() {
    Journal.Line second = journal.line(2).orElseThrow();
    database.sql("delete from journal where sequence = 2").update();
    insert(2, second.previousHash());

    assertThat(problem()).contains("entry 3 was altered, or the one before it is missing");
  }

  private void insert(long sequence, String before) {
    var unsigned =
        new Journal.Line(
            sequence,
            drill.runId(),
            drill.now().toString(),
            "approver-2",
            "approvePlan",
            "approve: of course",
            before,
            "");
    database
        .sql(
            "insert into journal (sequence, run_id, at, actor, event, detail, previous_hash, hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            sequence,
            unsigned.runId(),
            unsigned.at(),
            unsigned.actor(),
            unsigned.event(),
            unsigned.detail(),
            before,
            unsigned.computedHash())
        .update();
  }

  /** The chain that is left is whole; only what lies elsewhere knows better. */
  @Test
  void anEndThatWasCutOffIsFoundByTheLastPack() {
    PackFile pack = folder.furthest().orElseThrow();
    cutOffBehind(2);

    assertThat(drill.journal().firstBroken()).isEmpty();
    assertThat(problem())
        .contains(
            "its end was cut off: the evidence pack %s knows of entry %d, and the last one is 2"
                .formatted(pack.name(), pack.sequence()));
  }

  /** As somebody does who knows how the hashes are made. */
  @Test
  void aJournalThatWasWrittenAnewIsFoundByTheLastPack() {
    PackFile pack = folder.furthest().orElseThrow();
    long last = pack.sequence();
    cutOffBehind(1);
    while (journal.latest().orElseThrow().sequence() < last) {
      drill.journal().add(drill.runId(), "nobody", "nothing", "happened");
    }

    assertThat(drill.journal().firstBroken()).isEmpty();
    assertThat(problem())
        .contains(
            "it was written anew: entry %d is not the one that the evidence pack %s knows"
                .formatted(last, pack.name()));
  }

  @Test
  void aPackThatWasAlteredIsNoAnchor() throws IOException {
    PackFile pack = folder.furthest().orElseThrow();
    byte[] bytes = Files.readAllBytes(pack.path());
    bytes[bytes.length / 2] ^= 1;
    Files.write(pack.path(), bytes);

    assertThat(problem())
        .contains(
            "the last evidence pack, %s, was altered or cannot be read".formatted(pack.name()));
  }

  @Test
  void theAnchorFileKnowsWhereTheJournalStood() throws IOException {
    Path file = elsewhere.resolve("anchors.log");
    AnchorLog anchors = anchors(Optional.of(file), Optional.empty());
    Journal.Line last = journal.latest().orElseThrow();
    anchors.write(
        drill.run(),
        new io.siteswap.evidence.pack.Manifest.Anchor(last.sequence(), last.hash()),
        "p");
    Files.delete(folder.furthest().orElseThrow().path());
    var withFile = new JournalProof(journal, anchors, checks);
    assertThat(withFile.check().problem()).isEmpty();

    cutOffBehind(2);

    assertThat(withFile.check().problem())
        .contains(
            "its end was cut off: the anchor file %s knows of entry %d, and the last one is 2"
                .formatted(file, last.sequence()));
    assertThat(Files.readString(file)).contains("run " + drill.runId(), "ticket CHG1", last.hash());
  }

  @Test
  void aLogHostHearsWhereTheJournalStands() throws IOException {
    try (var host = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      host.setSoTimeout(10_000);
      AnchorLog anchors =
          anchors(Optional.empty(), Optional.of("127.0.0.1:" + host.getLocalPort()));
      Journal.Line last = journal.latest().orElseThrow();

      anchors.write(
          drill.run(),
          new io.siteswap.evidence.pack.Manifest.Anchor(last.sequence(), last.hash()),
          "p");

      var heard = new DatagramPacket(new byte[2000], 2000);
      host.receive(heard);
      assertThat(new String(heard.getData(), 0, heard.getLength(), StandardCharsets.UTF_8))
          .startsWith("<110>1 ")
          .contains("journal entry %d %s".formatted(last.sequence(), last.hash()));
    }
  }

  private AnchorLog anchors(Optional<Path> file, Optional<String> syslog) {
    return new AnchorLog(
        new EvidenceProperties(
            properties.folder(), properties.keyFile(), file, syslog, Duration.ofHours(1)),
        folder,
        clock);
  }

  /** By itself: when a node starts, and then again and again. */
  @Test
  void anAlterationIsFoundAtTheStartAndOnSchedule() {
    var every =
        new EvidenceProperties(
            properties.folder(),
            properties.keyFile(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMillis(50));
    String actor = journal.line(2).orElseThrow().actor();
    actorOfTheSecond("nobody");
    var keeper = new JournalKeeper(proof, checks, retention, every, journal, key);
    try {
      keeper.start();
      drill.awaitForReal(() -> checks.last().problem().isPresent());

      actorOfTheSecond(actor);
      drill.later(Duration.ofMinutes(1));
      drill.awaitForReal(() -> checks.last().problem().isEmpty());

      actorOfTheSecond("nobody");
      drill.later(Duration.ofMinutes(1));
      drill.awaitForReal(() -> checks.last().problem().isPresent());
    } finally {
      keeper.stop();
    }
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(journal.of("evidence", "evidence-key"))
        .extracting(Journal.Line::detail)
        .containsExactly("packs are signed by key " + key.fingerprint());
  }

  private void actorOfTheSecond(String actor) {
    database.sql("update journal set actor = ? where sequence = 2").param(actor).update();
  }

  /** Two nodes ask, and one looks. */
  @Test
  void onlyOneOfAllNodesLooks() {
    proof.check();
    assertThat(checks.claim(Duration.ofHours(1))).isFalse();

    drill.later(Duration.ofHours(1));

    assertThat(checks.claim(Duration.ofHours(1))).isTrue();
    assertThat(checks.claim(Duration.ofHours(1))).isFalse();
  }
}
