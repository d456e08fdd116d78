package io.siteswap.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siteswap.ledger.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Follows the chain of the journal in a pack, line by line. */
final class JournalCheck {
  private static final Pattern PLAN = Pattern.compile("\\bplan SHA-256 ([0-9a-f]{64})");
  private static final int MOST_TOLD = 5;

  /** Of more no entry has ever consisted, and nobody needs the memory for it. */
  private static final int LONGEST = 4_000_000;

  private final Manifest manifest;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> plans = new TreeSet<>();
  private Journal.Line last;
  private long lines;
  private long own;

  JournalCheck(Manifest manifest) {
    this.manifest = manifest;
  }

  long lines() {
    return lines;
  }

  List<String> problems() {
    return problems.size() <= MOST_TOLD
        ? problems
        : new ArrayList<>(problems.subList(0, MOST_TOLD));
  }

  /** What is no text throws {@link IOException}. */
  void follow(InputStream content) throws IOException {
    Reader text = new BufferedReader(new InputStreamReader(content, UTF_8.newDecoder()));
    var line = new StringBuilder();
    for (int sign = text.read(); sign >= 0; sign = text.read()) {
      if (sign == '\n') {
        follow(line.toString());
        line.setLength(0);
      } else if (line.length() < LONGEST) {
        line.append((char) sign);
      }
    }
    if (line.length() > 0) {
      follow(line.toString());
      problems.add("the journal is cut off in line " + lines);
    }
    if (own == 0) {
      problems.add("the journal has no line of run " + manifest.about().run());
    }
    anchored();
    approved();
  }

  private void follow(String text) {
    lines++;
    JournalLines.read(text)
        .ifPresentOrElse(
            this::follow,
            () -> problems.add("the journal has a line %d that is none".formatted(lines)));
  }

  private void follow(Journal.Line line) {
    if (!line.unaltered()) {
      problems.add("entry %d of the journal was altered".formatted(line.sequence()));
    }
    if (last != null && line.sequence() != last.sequence() + 1) {
      problems.add(
          "behind entry %d of the journal comes entry %d"
              .formatted(last.sequence(), line.sequence()));
    } else if (last != null && !line.previousHash().equals(last.hash())) {
      problems.add(
          "entry %d of the journal does not fit to the one before".formatted(line.sequence()));
    }
    last = line;
    if (manifest.about().run().equals(line.runId())) {
      own++;
      Matcher named = PLAN.matcher(line.detail());
      while (named.find()) {
        plans.add(named.group(1));
      }
    }
  }

  /** What was signed knows how far the journal went. */
  private void anchored() {
    Manifest.Anchor anchor = manifest.journal();
    if (last == null) {
      return;
    }
    boolean fits =
        last.sequence() == anchor.sequence()
            ? last.hash().equals(anchor.hash())
            : last.sequence() < anchor.sequence();
    if (!fits) {
      problems.add("the journal does not lead to entry %d".formatted(anchor.sequence()));
    }
  }

  /** What was approved is here. */
  private void approved() {
    Set<String> here =
        manifest.files().stream().map(Manifest.Item::sha256).collect(Collectors.toSet());
    plans.stream()
        .filter(plan -> !here.contains(plan))
        .forEach(plan -> problems.add("the plan that was approved is not here: SHA-256 " + plan));
  }
}
