package io.siteswap.forms;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.LedgerProperties;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Standstill;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Movability;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.plan.Difference;
import io.siteswap.plan.EnterMaintenance;
import io.siteswap.plan.Plan;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What lies before people who decide on a phase: what is not done, in whose words, and why. */
@Component
public class FactsView {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Set<ChangeState> CLOSED =
      Set.of(ChangeState.DONE, ChangeState.ALREADY, ChangeState.LEFT);

  record Page(
      String headline,
      String waited,
      List<ChangeRow> changes,
      List<HoldingRow> holding,
      String progress,
      String undo,
      String link) {}

  record ChangeRow(String object, String wanted, String words) {}

  record HoldingRow(String name, String host, String why) {}

  private final Entries entries;
  private final StretchClusters clusters;
  private final Managers managers;
  private final LedgerProperties properties;

  FactsView(
      Entries entries, StretchClusters clusters, Managers managers, LedgerProperties properties) {
    this.entries = entries;
    this.clusters = clusters;
    this.managers = managers;
    this.properties = properties;
  }

  /**
   * The phase that is decided on.
   *
   * @param name the label of its box
   * @param outcome why people are asked
   * @param news what has changed outside of the run, where that is why
   */
  public record Phase(String id, String name, String outcome, String news) {}

  /** {@code tooLate} says why nothing can be undone any more, where that is so. */
  public String of(Run run, Phase phase, Optional<String> tooLate) {
    String outcome = phase.outcome();
    List<Entry> all = entries.of(run.id(), phase.id());
    List<Entry> open = all.stream().filter(entry -> !CLOSED.contains(entry.state())).toList();
    Optional<Inventory> now = look(run);
    List<Entry> question = inQuestion(outcome, all, open, now);
    return Json.write(
        new Page(
            headline(run, phase, question),
            waited(phase),
            rows(run, question, now),
            now.map(inventory -> holding(question, inventory, run.requirePlan())).orElse(List.of()),
            progress(all, open),
            tooLate.orElseGet(() -> undo(run)),
            "/runs/" + run.id()));
  }

  /** The decision is needed above all when the Manager does not answer, so that is no obstacle. */
  private Optional<Inventory> look(Run run) {
    try {
      return Optional.of(managers.inventory(clusters.named(run.cluster()), FRESH));
    } catch (ManagerUnreachable | ManagerRefused e) {
      return Optional.empty();
    }
  }

  private static String headline(Run run, Phase phase, List<Entry> question) {
    String what =
        switch (phase.outcome()) {
          case "refused" -> Words.count(question.size(), "change") + " refused";
          case "aborted" -> "The run was aborted";
          case "ticket" -> "The change ticket has changed";
          default -> Words.count(question.size(), "change") + " without effect";
        };
    return "%s: %s (%s, cluster %s)".formatted(phase.name(), what, run.ticket(), run.cluster());
  }

  /** What 'go on without' leaves; the rest goes on by itself. */
  private static List<Entry> inQuestion(
      String outcome, List<Entry> all, List<Entry> open, Optional<Inventory> now) {
    return switch (outcome) {
      case "refused" ->
          open.stream().filter(entry -> entry.state() == ChangeState.REFUSED).toList();
      case "aborted", "ticket" -> open;
      default -> Standstill.of(all, now);
    };
  }

  private static String progress(List<Entry> all, List<Entry> open) {
    long refused = refused(open);
    return "%d of %d changes of this step are done, %d refused, %d under way"
        .formatted(all.size() - open.size(), all.size(), refused, open.size() - refused);
  }

  private static long refused(List<Entry> open) {
    return open.stream().filter(entry -> entry.state() == ChangeState.REFUSED).count();
  }

  private String waited(Phase phase) {
    return phase.outcome().equals("stuck")
        ? "Nothing has moved for " + Words.duration(properties.settleTimeout()).substring(6) + "."
        : phase.outcome().equals("ticket") ? phase.news() : "";
  }

  private static List<ChangeRow> rows(Run run, List<Entry> open, Optional<Inventory> now) {
    if (!open.isEmpty()) {
      return open.stream().map(entry -> row(entry, now)).toList();
    }
    return now.map(inventory -> run.requirePlan().missing(inventory)).orElse(List.of()).stream()
        .map(FactsView::row)
        .toList();
  }

  private static ChangeRow row(Entry entry, Optional<Inventory> now) {
    String seen =
        now.map(inventory -> entry.change().observe(inventory).description())
            .orElse("the Manager does not answer");
    return new ChangeRow(
        entry.change().object().type() + " " + entry.change().object().name(),
        entry.change().action(),
        entry.description().isBlank()
            ? "is: " + seen
            : entry.description() + " (is: " + seen + ")");
  }

  private static ChangeRow row(Difference difference) {
    return new ChangeRow(
        difference.type() + " " + difference.name(),
        difference.expected(),
        "is: " + difference.actual());
  }

  /** The VMs that keep hosts from reaching maintenance. */
  private static List<HoldingRow> holding(List<Entry> open, Inventory now, Plan plan) {
    Movability movability = Movability.to(now, plan.targets());
    return open.stream()
        .map(Entry::change)
        .filter(EnterMaintenance.class::isInstance)
        .map(EnterMaintenance.class::cast)
        .flatMap(change -> now.vmsOn(change.host()).stream())
        .map(vm -> row(vm, movability))
        .toList();
  }

  private static HoldingRow row(Vm vm, Movability movability) {
    return new HoldingRow(
        vm.name(),
        vm.host().orElseThrow().name(),
        movability
            .whyNot(vm)
            .orElse(
                vm.is(VmStatus.MIGRATING)
                    ? "is migrating"
                    : "is %s, not migrated yet".formatted(vm.status())));
  }

  private String undo(Run run) {
    List<Entry> asked =
        entries.of(run.id()).stream()
            .filter(entry -> entry.ask().requestedAt().isPresent())
            .toList();
    Map<String, Long> counts =
        asked.stream()
            .collect(groupingBy(entry -> entry.change().object().type(), TreeMap::new, counting()));
    return "An undo brings back %s, the last changed first."
        .formatted(
            counts.isEmpty()
                ? "nothing: nothing has been changed"
                : counts.entrySet().stream()
                    .map(count -> Words.count(count.getValue(), label(count.getKey())))
                    .collect(joining(", ")));
  }

  private static String label(String type) {
    return type.equals("vm") ? "VM" : type;
  }
}
