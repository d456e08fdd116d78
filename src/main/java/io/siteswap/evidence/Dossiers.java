package io.siteswap.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.audit.Targets;
import io.siteswap.evidence.pack.Manifest;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Plans;
import io.siteswap.ledger.Run;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.recovery.steps.Measures;
import io.siteswap.runbook.Labels;
import io.siteswap.ticket.gate.Gates;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** Gathers what all rooms know of a run. */
@Component
class Dossiers {
  private final Entries entries;
  private final Plans plans;
  private final Recoveries recoveries;
  private final SiteAttestations attestations;
  private final Measures measures;
  private final Gates gates;
  private final Pieces pieces;
  private final AskedManager manager;
  private final FollowUps followUps;
  private final Steps steps;
  private final Versions versions;
  private final Settings settings;
  private final Labels labels;
  private final JournalChecks checks;
  private final Persons persons;
  private final Targets targets;
  private final InstantSource clock;

  Dossiers(
      Entries entries,
      Plans plans,
      Recoveries recoveries,
      SiteAttestations attestations,
      Measures measures,
      Gates gates,
      Pieces pieces,
      AskedManager manager,
      FollowUps followUps,
      Steps steps,
      Versions versions,
      Settings settings,
      Labels labels,
      JournalChecks checks,
      Persons persons,
      Targets targets,
      InstantSource clock) {
    this.entries = entries;
    this.plans = plans;
    this.recoveries = recoveries;
    this.attestations = attestations;
    this.measures = measures;
    this.gates = gates;
    this.pieces = pieces;
    this.manager = manager;
    this.followUps = followUps;
    this.steps = steps;
    this.versions = versions;
    this.settings = settings;
    this.labels = labels;
    this.checks = checks;
    this.persons = persons;
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * All of it.
   *
   * @param followed its journal
   * @param end the line at which the journal stands
   */
  Dossier of(Run run, Followed followed, Journal.Line end) {
    var anchor = new Manifest.Anchor(end.sequence(), end.hash());
    List<Journal.Line> told = followed.told();
    AskedManager.Said said = manager.about(run);
    List<Manifest.Missing> missing = new ArrayList<>(said.missing());
    Optional<JsonNode> before = piece(run, Pieces.Name.BEFORE);
    Optional<JsonNode> after = said.find(Pieces.Name.AFTER).map(Json::tree);
    Optional<JsonNode> ticket = piece(run, Pieces.Name.TICKET);
    if (before.isEmpty()) {
      missing.add(new Manifest.Missing("the inventory before the run", "no plan was drawn up"));
    }
    if (ticket.isEmpty()) {
      missing.add(new Manifest.Missing("the ticket", "no desk has shown it"));
    }
    if (followed.leftOut() > 0) {
      missing.add(
          new Manifest.Missing(
              "in report and decisions.json: the last %d entries of the journal that are of no single"
                      .formatted(followed.leftOut())
                  + " change",
              "there are more than %d; journal.jsonl has all".formatted(Followed.MOST_TOLD)));
    }
    List<Entry> changes = entries.of(run.id());
    Steps.Walk walk = steps.of(run);
    if (walk.models().isEmpty()) {
      missing.add(
          new Manifest.Missing("the model and the path", "the engine's history of it is gone"));
    }
    if (walk.leftOut() > 0) {
      missing.add(
          new Manifest.Missing(
              "%d steps of the path".formatted(walk.leftOut()),
              "there are more than %d of one process".formatted(Steps.MOST)));
    }
    Persons.Involved involved = persons.in(run, end);
    if (involved.notices().size() == Persons.MOST_NOTICES) {
      missing.add(
          new Manifest.Missing(
              "later notices", "there are more than %d".formatted(Persons.MOST_NOTICES)));
    }
    SortedMap<String, String> known = versions.now();
    said.find(Pieces.Name.MANAGER)
        .ifPresent(text -> known.put("Manager", Json.tree(text).path("version").asText()));
    return new Dossier(
        run,
        clock.instant(),
        changes,
        told,
        plans.of(run.id()),
        recoveries.of(run.id()),
        attestations.all(run.id()),
        measures.of(run),
        gates.find(run.id()),
        ticket,
        before,
        after,
        before.isPresent() && after.isPresent()
            ? InventoryDifference.between(before.get(), after.get())
            : List.of(),
        conditions(said),
        said.find(Pieces.Name.EVENTS).map(Json::tree),
        followUps.of(run.id()),
        walk,
        known,
        settings.shown(),
        anchor,
        followed,
        checks.last(),
        missing,
        labels(run, told, involved.glass(), changes),
        Roles.of(told),
        involved,
        targets.of(run.runbook()));
  }

  private Optional<JsonNode> piece(Run run, Pieces.Name name) {
    return pieces.find(run.id(), name).map(Pieces.Piece::json).map(Json::tree);
  }

  private static List<AskedManager.Condition> conditions(AskedManager.Said said) {
    return said.find(Pieces.Name.CONDITIONS).map(Json::tree).stream()
        .flatMap(all -> StreamSupport.stream(all.path("conditions").spliterator(), false))
        .map(
            one ->
                new AskedManager.Condition(
                    one.path("what").asText(), one.path("observedAt").asText(), texts(one)))
        .toList();
  }

  private static List<String> texts(JsonNode condition) {
    return StreamSupport.stream(condition.path("missing").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** How ids are called for people: of the runbook, its boxes, and what the journal names. */
  private Map<String, String> labels(
      Run run, List<Journal.Line> told, List<Journal.Line> glass, List<Entry> changes) {
    Map<String, String> all = new HashMap<>();
    all.put(run.runbook(), labels.process(run.runbook()));
    Stream.of(
            run.outcome().stream(),
            told.stream().map(Journal.Line::event),
            glass.stream().map(Journal.Line::event),
            told.stream().filter(Dossiers::isEnd).map(Journal.Line::detail),
            changes.stream().map(Entry::phase).distinct())
        .flatMap(some -> some)
        .forEach(id -> all.computeIfAbsent(id, unknown -> labels.of(run.runbook(), id)));
    return all;
  }

  private static boolean isEnd(Journal.Line line) {
    return line.event().equals("run-ended") && line.actor().equals(Actor.SITESWAP);
  }
}
