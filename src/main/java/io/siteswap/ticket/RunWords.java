package io.siteswap.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.forms.Words;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.plan.Fingerprint;
import io.siteswap.runbook.Labels;
import io.siteswap.runbook.Variables;
import io.siteswap.site.Links;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** How a run is told of on its ticket: from the ledger, and from what approvers read. */
@Component
class RunWords {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of thousands of VMs the page of the run has each; a ticket has the first few. */
  private static final int NAMED = 10;

  /** The journal of a large run has a line for each change, and the API has them all. */
  private static final int LINES = 2000;

  private static final String NOTHING = "";

  private final FormPages pages;
  private final Journal journal;
  private final Links links;
  private final Labels labels;

  RunWords(FormPages pages, Journal journal, Links links, Labels labels) {
    this.pages = pages;
    this.journal = journal;
    this.links = links;
    this.labels = labels;
  }

  String of(Run run, Milestone milestone, List<Journal.Line> lines) {
    Journal.Line first = lines.get(0);
    String detail = labels.said(run.runbook(), first);
    String text =
        switch (milestone) {
          case OPENED -> "%s has opened a run: %s".formatted(first.actor(), detail);
          case PLANNED -> "The plan is drawn up, and waits for its approval.\n\n" + plan(run);
          case GATE_PASSED -> "The gate is passed: " + first.detail();
          case APPROVED -> "The plan is approved by %s: %s".formatted(first.actor(), detail);
          case DECIDED -> "%s, '%s': %s".formatted(first.actor(), step(run, first), detail);
          case CARRYING_OUT -> "The plan is being carried out.";
          case REFUSED -> "Refused by the Manager:\n" + named(lines);
          case UNDOING -> "What was done is being undone.";
          case STRANDED -> "Could not be undone, somebody must look:\n" + named(lines);
          case ENDED -> "The run has ended: %s%s".formatted(detail, differences(run));
        };
    return text + "\n\n" + link(run);
  }

  private String step(Run run, Journal.Line line) {
    return labels.anywhere(run.runbook(), line.event());
  }

  private String link(Run run) {
    return links.toRun(run.id());
  }

  private static String named(List<Journal.Line> lines) {
    return list(lines.stream().map(Journal.Line::detail).toList());
  }

  private static String list(List<String> all) {
    List<String> rows = new ArrayList<>(all.stream().limit(NAMED).map(one -> "- " + one).toList());
    if (all.size() > NAMED) {
      rows.add("- and %d more".formatted(all.size() - NAMED));
    }
    return String.join("\n", rows);
  }

  private static String differences(Run run) {
    return run.differences().isEmpty()
        ? NOTHING
        : "\n\nNot as it should be:\n"
            + list(run.differences().stream().map(Object::toString).toList());
  }

  /** What the approvers read, in short. */
  private String plan(Run run) {
    JsonNode page = pages.find(run.id(), Variables.PLAN).map(RunWords::parsed).orElseThrow();
    List<String> parts = new ArrayList<>();
    parts.add(page.path("headline").asText());
    add(parts, "Hosts", texts(page.path("hosts"), "name", "action"));
    add(parts, "VMs", page.path("vmSummary").asText());
    add(parts, "Stays behind", texts(page.path("staying"), "name", "why"));
    add(parts, "Takes", page.path("duration").asText());
    add(parts, "Findings", texts(page.path("findings"), "level", "what"));
    add(
        parts,
        "Fingerprint",
        run.fingerprint().map(whole -> new Fingerprint(whole).abbreviated()).orElse(NOTHING));
    return String.join("\n", parts);
  }

  private static void add(List<String> parts, String title, String text) {
    if (!text.isEmpty()) {
      parts.add(title + ": " + (text.startsWith("- ") ? "\n" : NOTHING) + text);
    }
  }

  private static String texts(JsonNode rows, String what, String more) {
    return list(
        StreamSupport.stream(rows.spliterator(), false)
            .map(row -> row.path(what).asText() + ": " + row.path(more).asText())
            .toList());
  }

  private static JsonNode parsed(String page) {
    try {
      return JSON.readTree(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a page is kept as JSON", e);
    }
  }

  /** From the first line of the journal to the last. */
  Attachment story(Run run) {
    int all = journal.count(run.id());
    String lines =
        journal.last(run.id(), LINES).stream()
            .map(
                line ->
                    "| %s | %s | %s | %s |"
                        .formatted(
                            Words.at(Instant.parse(line.at())),
                            line.actor(),
                            step(run, line),
                            cell(labels.said(run.runbook(), line))))
            .collect(Collectors.joining("\n"));
    String text =
        """
        # %s: %s

        | | |
        |---|---|
        | Outcome | %s |
        | Cluster | %s |
        | Site | %s |
        | Reason | %s |
        | Started by | %s, %s |
        | Ended | %s |
        | Run | %s |
        %s
        ## What was planned

        %s

        ## What happened

        %s| When | Who | What | |
        |---|---|---|---|
        %s
        """
            .formatted(
                run.ticket(),
                labels.process(run.runbook()),
                run.outcome().map(end -> labels.of(run.runbook(), end)).orElse(NOTHING),
                run.cluster(),
                run.site(),
                cell(run.reason()),
                run.startedBy(),
                Words.at(run.startedAt()),
                run.endedAt().map(Words::at).orElse(NOTHING),
                link(run),
                differences(run),
                pages.find(run.id(), Variables.PLAN).isPresent() ? plan(run) : "No plan.",
                all > LINES
                    ? "%d earlier lines are at %s.\n\n".formatted(all - LINES, link(run))
                    : NOTHING,
                lines);
    return new Attachment("story-" + run.ticket() + ".md", "text/markdown", text);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
