package io.siteswap.ticket.gate;

import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import io.siteswap.site.Typed;
import io.siteswap.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Reads what a ticket wants to be run: from the fields that the configuration names, and else from
 * one line of its description, as in {@code siteswap: fail-over-site demo north}.
 */
@Component
public class Wishes {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*siteswap:[ \\t]*(\\S+)(?:[ \\t]+(\\S+))?(?:[ \\t]+(\\S+))?[ \\t]*$",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private final Runbooks runbooks;
  private final StretchClusters clusters;
  private final GateProperties properties;

  Wishes(Runbooks runbooks, StretchClusters clusters, GateProperties properties) {
    this.runbooks = runbooks;
    this.clusters = clusters;
    this.properties = properties;
  }

  /**
   * What was found.
   *
   * @param problems which field is missing or wrong, and which values there are; then no wish
   */
  public record Found(Optional<Wish> wish, List<String> problems) {
    public String sentence() {
      return String.join(" ", problems);
    }
  }

  public Found in(Ticket ticket) {
    GateProperties.Fields fields = properties.fieldsOf(ticket.desk());
    Matcher line = LINE.matcher(ticket.description());
    boolean isLine = line.find();
    List<String> problems = new ArrayList<>();
    Optional<Runbook> runbook =
        said(ticket, fields.runbook(), isLine ? line.group(1) : null)
            .map(word -> fields.runbooks().getOrDefault(word, word))
            .map(word -> runbook(word, problems))
            .orElseGet(() -> missing("runbook", fields.runbook(), runbookNames(), problems));
    Optional<StretchCluster> cluster =
        said(ticket, fields.cluster(), isLine ? line.group(2) : null)
            .map(word -> cluster(word, problems))
            .orElseGet(() -> missing("cluster", fields.cluster(), clusterNames(), problems));
    if (runbook.isEmpty() || cluster.isEmpty()) {
      return new Found(Optional.empty(), problems);
    }
    Optional<String> site =
        runbook.get().isOfOneSite()
            ? said(ticket, fields.site(), isLine ? line.group(3) : null)
                .map(word -> site(cluster.get(), word, problems))
                .orElseGet(() -> missing("site", fields.site(), siteNames(cluster.get()), problems))
            : Optional.of("");
    return new Found(
        site.map(
            name ->
                new Wish(runbook.get().id(), cluster.get().name(), name, reason(ticket, fields))),
        problems);
  }

  private static Optional<String> said(Ticket ticket, String field, String inLine) {
    return Optional.ofNullable(field)
        .map(name -> ticket.fields().getOrDefault(name, ""))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .or(() -> Optional.ofNullable(inLine));
  }

  private static <T> Optional<T> missing(
      String what, String field, String values, List<String> problems) {
    problems.add(
        field == null
            ? "The %s is missing: expected a line 'siteswap: RUNBOOK CLUSTER SITE' in the description, with one of %s."
                .formatted(what, values)
            : "The %s is missing: expected one of %s in the field %s."
                .formatted(what, values, field));
    return Optional.empty();
  }

  private Optional<Runbook> runbook(String word, List<String> problems) {
    Optional<Runbook> found = runbooks.find(word);
    if (found.isEmpty()) {
      problems.add(
          "'%s' is no runbook: expected one of %s.".formatted(shown(word), runbookNames()));
    }
    return found;
  }

  private Optional<StretchCluster> cluster(String word, List<String> problems) {
    Optional<StretchCluster> found =
        clusters.all().stream().filter(cluster -> cluster.name().equals(word)).findFirst();
    if (found.isEmpty()) {
      problems.add(
          "'%s' is no cluster: expected one of %s.".formatted(shown(word), clusterNames()));
    }
    return found;
  }

  private static Optional<String> site(StretchCluster cluster, String word, List<String> problems) {
    if (word.equals(cluster.primary().name()) || word.equals(cluster.secondary().name())) {
      return Optional.of(word);
    }
    problems.add(
        "'%s' is no site of cluster %s: expected one of %s."
            .formatted(shown(word), cluster.name(), siteNames(cluster)));
    return Optional.empty();
  }

  private static String shown(String word) {
    return word.substring(0, Math.min(word.length(), Typed.LONGEST_NAME));
  }

  private String runbookNames() {
    return runbooks.all().stream().map(Runbook::id).sorted().collect(Collectors.joining(", "));
  }

  private String clusterNames() {
    return clusters.all().stream().map(StretchCluster::name).collect(Collectors.joining(", "));
  }

  private static String siteNames(StretchCluster cluster) {
    return cluster.primary().name() + ", " + cluster.secondary().name();
  }

  /** The reason of the run: what the ticket says of it, or its title. */
  private static String reason(Ticket ticket, GateProperties.Fields fields) {
    String text =
        said(ticket, fields.reason(), null)
            .orElse(ticket.title().isBlank() ? "as ticket " + ticket.number() : ticket.title());
    String clean =
        text.codePoints()
            .filter(Wishes::isText)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return clean.substring(0, Math.min(clean.length(), Typed.LONGEST_TEXT)).strip();
  }

  /** What a person could not have typed into the form is left out. */
  private static boolean isText(int character) {
    int type = Character.getType(character);
    return character == '\n'
        || (type != Character.CONTROL && type != Character.SURROGATE && type != Character.FORMAT);
  }
}
