package io.siteswap.evidence;

import io.siteswap.evidence.pack.Manifest;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Difference;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the Manager says at the end of a run: how the world is, and what its log has of the run. It
 * is asked once; later packs have what was said then.
 */
@Component
class AskedManager {
  private final Managers managers;
  private final StretchClusters clusters;
  private final Pieces pieces;

  AskedManager(Managers managers, StretchClusters clusters, Pieces pieces) {
    this.managers = managers;
    this.clusters = clusters;
    this.pieces = pieces;
  }

  /**
   * What had to hold at the end.
   *
   * @param missing what did not
   */
  record Condition(String what, String observedAt, List<String> missing) {}

  /** What it said, in JSON, and what it did not say. */
  record Said(Map<Pieces.Name, String> pieces, List<Manifest.Missing> missing) {
    Optional<String> find(Pieces.Name name) {
      return Optional.ofNullable(pieces.get(name));
    }
  }

  private interface Question {
    void ask(Manager manager, StretchCluster cluster, Map<Pieces.Name, String> answers);
  }

  Said about(Run run) {
    Map<Pieces.Name, String> said = new LinkedHashMap<>();
    List<Manifest.Missing> missing = new ArrayList<>();
    ask(
        run,
        List.of(Pieces.Name.MANAGER),
        "the Manager's version",
        said,
        missing,
        AskedManager::version);
    ask(
        run,
        List.of(Pieces.Name.AFTER, Pieces.Name.CONDITIONS),
        "the inventory after the run",
        said,
        missing,
        (manager, cluster, answers) -> look(run, cluster, answers));
    ask(
        run,
        List.of(Pieces.Name.EVENTS),
        "the Manager's events",
        said,
        missing,
        (manager, cluster, answers) ->
            answers.put(
                Pieces.Name.EVENTS,
                Json.write(Map.of("events", manager.eventsOfAll(run.correlation())))));
    return new Said(said, missing);
  }

  private void ask(
      Run run,
      List<Pieces.Name> names,
      String what,
      Map<Pieces.Name, String> said,
      List<Manifest.Missing> missing,
      Question question) {
    Map<Pieces.Name, String> kept = kept(run, names);
    if (kept.size() == names.size()) {
      said.putAll(kept);
      return;
    }
    try {
      StretchCluster cluster = clusters.named(run.cluster());
      Map<Pieces.Name, String> answers = new LinkedHashMap<>();
      question.ask(managers.of(cluster), cluster, answers);
      if (!run.isOpen()) {
        answers.forEach((name, json) -> pieces.keep(run.id(), name, json));
      }
      said.putAll(answers);
    } catch (ManagerRefused | ManagerUnreachable | IllegalArgumentException e) {
      // A cluster that is not configured any more is no reason to have no evidence.
      missing.add(new Manifest.Missing(what, String.valueOf(e.getMessage())));
    }
  }

  private Map<Pieces.Name, String> kept(Run run, List<Pieces.Name> names) {
    Map<Pieces.Name, String> kept = new LinkedHashMap<>();
    for (Pieces.Name name : names) {
      pieces.find(run.id(), name).ifPresent(piece -> kept.put(name, piece.json()));
    }
    return kept;
  }

  private static void version(
      Manager manager, StretchCluster cluster, Map<Pieces.Name, String> answers) {
    answers.put(Pieces.Name.MANAGER, Json.write(Map.of("version", manager.version())));
  }

  private void look(Run run, StretchCluster cluster, Map<Pieces.Name, String> answers) {
    Inventory now = managers.inventory(cluster);
    answers.put(Pieces.Name.AFTER, Json.write(InventoryDocument.of(now)));
    List<Condition> conditions =
        run.plan().stream()
            .map(
                plan ->
                    new Condition(
                        plan.goal().inWords(),
                        now.seenAt().toString(),
                        plan.missing(now).stream().map(Difference::toString).toList()))
            .toList();
    answers.put(Pieces.Name.CONDITIONS, Json.write(Map.of("conditions", conditions)));
  }
}
