package io.siteswap.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.evidence.pack.JournalLines;
import io.siteswap.evidence.pack.Manifest;
import io.siteswap.evidence.pack.PackWriter;
import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.evidence.pack.VerifierPage;
import io.siteswap.evidence.picture.Diagram;
import io.siteswap.evidence.picture.PrintedReport;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Observation;
import io.siteswap.ledger.Plans;
import io.siteswap.ledger.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes the pack of a run, one file after the other: what is large is never all in memory. */
@Component
class PackMaker {
  /** In the forms of the runbooks, and so in the pages that are kept of them. */
  private static final String APPROVAL_FORM = "plan";

  private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r-]");
  private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]");

  private final Dossiers dossiers;
  private final Journal journal;
  private final Plans plans;
  private final FormPages forms;
  private final SigningKey key;

  PackMaker(Dossiers dossiers, Journal journal, Plans plans, FormPages forms, SigningKey key) {
    this.dossiers = dossiers;
    this.journal = journal;
    this.plans = plans;
    this.forms = forms;
    this.key = key;
  }

  /** Writes it into the file, and says where the journal stood. */
  Manifest.Anchor write(Run run, Journal.Line end, Path file) throws IOException {
    var anchor = new Manifest.Anchor(end.sequence(), end.hash());
    try (var pack = new PackWriter(file)) {
      Dossier dossier = dossiers.of(run, writeJournal(run, end, pack), end);
      var chronicle = new Chronicle(dossier);
      writeReport(dossier, chronicle, pack);
      writePlans(dossier, pack);
      writeWorld(dossier, pack);
      pack.add("changes.csv", out -> writeChanges(dossier.changes(), out));
      pack.add("times.json", Json.pretty(times(dossier, chronicle)));
      pack.add("follow-ups.json", Json.pretty(dossier.followUps()));
      pack.add("notices.json", Json.pretty(dossier.persons().notices()));
      pack.add("configuration.json", Json.pretty(dossier.settings()));
      pack.add("versions.json", Json.pretty(dossier.versions()));
      pack.add("verify.html", VerifierPage.html());
      pack.add("README.txt", readme(dossier));
      pack.seal(about(dossier), anchor, dossier.missing(), key);
    }
    return anchor;
  }

  private static Manifest.About about(Dossier dossier) {
    Run run = dossier.run();
    return new Manifest.About(
        run.id(),
        run.ticket(),
        run.runbook(),
        run.cluster(),
        run.outcome().orElse(""),
        dossier.madeAt().toString());
  }

  /**
   * All entries from the run's first to its last, also those of others in between: without them
   * nobody could follow the chain.
   */
  private Followed writeJournal(Run run, Journal.Line end, PackWriter pack) throws IOException {
    var followed = new Followed(run.id());
    Journal.Stretch all = journal.stretch(run.id()).orElse(new Journal.Stretch(1, 0));
    var stretch = new Journal.Stretch(all.first(), Math.min(all.last(), end.sequence()));
    pack.add(
        "journal.jsonl",
        out ->
            journal.read(
                stretch,
                line -> {
                  write(out, JournalLines.json(line) + "\n");
                  followed.line(line);
                }));
    return followed;
  }

  private static void write(OutputStream out, String text) {
    try {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeReport(Dossier dossier, Chronicle chronicle, PackWriter pack)
      throws IOException {
    List<Diagram> diagrams =
        dossier.walk().models().stream()
            .limit(1)
            .map(model -> Diagram.of(model.bpmn(), dossier.walk().traces()))
            .toList();
    var report = new Report(dossier, chronicle);
    Optional<String> svg = diagrams.stream().map(Diagram::svg).findFirst();
    pack.add("report.html", report.xhtml(Optional.of(svg.orElse(""))));
    pack.add(
        "report.pdf", out -> PrintedReport.write(report.xhtml(Optional.empty()), diagrams, out));
    if (svg.isPresent()) {
      pack.add("diagram.svg", svg.get());
    }
    for (Steps.Model model : dossier.walk().models()) {
      pack.add(model.file(), model.bpmn());
    }
  }

  private void writePlans(Dossier dossier, PackWriter pack) throws IOException {
    for (long plan : dossier.plans()) {
      // As it is stored, so that its hash is the one that the journal names.
      pack.add("plans/plan-%d.json".formatted(plan), plans.body(plan));
    }
    int number = 0;
    for (FormPages.Shown shown : forms.shown(dossier.run().id(), APPROVAL_FORM)) {
      number++;
      pack.add(
          "approval-forms/%d.json".formatted(number),
          Json.pretty(Map.of("at", shown.at(), "page", Json.tree(shown.page()))));
    }
    pack.add("decisions.json", Json.pretty(decisions(dossier)));
    pack.add("findings.json", Json.pretty(dossier.run().findings()));
  }

  /** What people did, in the chain's own words and with the hash of the entry that says so. */
  private static List<Map<String, Object>> decisions(Dossier dossier) {
    return dossier.told().stream()
        .filter(
            line ->
                !line.actor().equals(Actor.SITESWAP) || line.event().equals("plan-pre-approved"))
        .map(
            line -> {
              Map<String, Object> decision = new LinkedHashMap<>();
              decision.put("at", line.at());
              decision.put("who", line.actor());
              decision.put("role", dossier.role(line));
              decision.put("what", line.event());
              decision.put("detail", line.detail());
              decision.put("entry", line.sequence());
              decision.put("hash", line.hash());
              return decision;
            })
        .toList();
  }

  private static void writeWorld(Dossier dossier, PackWriter pack) throws IOException {
    add(pack, "ticket.json", dossier.ticket());
    add(pack, "inventory-before.json", dossier.before());
    add(pack, "inventory-after.json", dossier.after());
    if (dossier.before().isPresent() && dossier.after().isPresent()) {
      pack.add("inventory-difference.json", Json.pretty(dossier.differences()));
    }
    Optional<JsonNode> events = dossier.events();
    if (events.isPresent()) {
      pack.add(
          "manager-events.jsonl",
          out -> events.get().path("events").forEach(event -> write(out, event + "\n")));
    }
  }

  private static void add(PackWriter pack, String name, Optional<JsonNode> tree)
      throws IOException {
    if (tree.isPresent()) {
      pack.add(name, Json.pretty(tree.get()));
    }
  }

  private static Map<String, Object> times(Dossier dossier, Chronicle chronicle) {
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("moments", chronicle.moments());
    times.put("targets", chronicle.targets());
    times.put("phases", chronicle.phases());
    times.put("deviations", chronicle.deviations());
    times.put("conditions", dossier.conditions());
    times.put("steps", dossier.walk().steps());
    return times;
  }

  private static void writeChanges(List<Entry> changes, OutputStream out) {
    write(
        out,
        "number,phase,type,object,id,action,before,after,state,words,attempt,asked,answered,seen,"
            + "what was seen,correlation id,undo asked,undone,undo correlation id\r\n");
    changes.forEach(entry -> write(out, row(entry)));
  }

  private static String row(Entry entry) {
    return Stream.of(
            Integer.toString(entry.number()),
            entry.phase(),
            entry.change().object().type(),
            entry.change().object().name(),
            entry.change().object().id(),
            entry.change().action(),
            entry.change().before(),
            entry.change().after(),
            entry.state().word(),
            entry.description(),
            Integer.toString(entry.ask().attempt()),
            time(entry.ask().requestedAt()),
            time(entry.ask().answeredAt()),
            time(entry.seen().map(Observation::at)),
            entry.seen().map(Observation::description).orElse(""),
            entry.ask().correlationId().orElse(""),
            time(entry.undo().requestedAt()),
            time(entry.undoneAt()),
            entry.undo().correlationId().orElse(""))
        .map(PackMaker::cell)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String time(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }

  /** A table program would take some texts for formulas. */
  private static String cell(String text) {
    String plain = FORMULA.matcher(text).lookingAt() ? "'" + text : text;
    return QUOTED.matcher(plain).find() ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
  }

  private String readme(Dossier dossier) {
    return """
        Evidence of run %s: %s under %s

        report.html, report.pdf      what happened, for people
        journal.jsonl                the journal from the first entry of the run to its last; each entry
                                     has the hash of the one before
        decisions.json, plans/       what people decided, and what they approved: an entry of the journal
                                     names the SHA-256 of the plan that it is about
        approval-forms/              what the approvers saw, each time that they were asked
        findings.json                what readiness had found
        changes.csv                  each change: asked, answered, seen, taken back
        processes/, diagram.svg      the models as they were run, and the path that was taken
        ticket.json                  the ticket as its desk showed it last
        inventory-*.json             the world before and after, and what is different
        manager-events.jsonl         the Manager's log of what this run asked for
        times.json                   planned and actual times, targets, deviations
        follow-ups.json              what is to be done, and by whom
        notices.json                 who was told what, and whether the mail went out
        configuration.json           the configuration, without secrets
        versions.json                what worked together
        manifest.json, manifest.sig  the SHA-256 of each file, signed (Ed25519) by key.pem

        Is it whole? Open verify.html in a browser and give it this ZIP, or run
            java -jar siteswap.jar verify PACK.zip --key KEY.pem
        Both say which key has signed it. Its fingerprint, to be compared with the one that the owner of
        the Siteswap tells you, is
            %s
        """
        .formatted(
            dossier.run().id(),
            dossier.label(dossier.run().runbook()),
            dossier.run().ticket(),
            key.fingerprint());
  }
}
