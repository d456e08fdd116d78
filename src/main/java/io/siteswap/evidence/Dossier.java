package io.siteswap.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.evidence.pack.Manifest;
import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.steps.Measures;
import io.siteswap.ticket.gate.Gates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that a pack tells of a run, gathered once.
 *
 * @param madeAt when it was gathered
 * @param told the lines of its journal but for those of single changes
 * @param plans the versions of its plan, with their ids
 * @param runTarget how long a run of its runbook may take
 * @param lastCheck of all of the journal
 * @param differences between the inventory before and the one after
 */
record Dossier(
    Run run,
    Instant madeAt,
    List<Entry> changes,
    List<Journal.Line> told,
    List<Long> plans,
    Optional<Recoveries.Recovery> recovery,
    List<SiteAttestation> attestations,
    List<Measures.Measure> measures,
    Optional<Gates.Seen> gate,
    Optional<JsonNode> ticket,
    Optional<JsonNode> before,
    Optional<JsonNode> after,
    List<InventoryDifference> differences,
    List<AskedManager.Condition> conditions,
    Optional<JsonNode> events,
    List<FollowUps.FollowUp> followUps,
    Steps.Walk walk,
    SortedMap<String, String> versions,
    SortedMap<String, String> settings,
    Manifest.Anchor anchor,
    Followed followed,
    JournalChecks.State lastCheck,
    List<Manifest.Missing> missing,
    Map<String, String> labels,
    Roles roles,
    Persons.Involved persons,
    Optional<Duration> runTarget) {

  /** In which role somebody acted at that line; empty where nobody knows. */
  String role(Journal.Line line) {
    return roles.at(line);
  }

  String label(String id) {
    return labels.getOrDefault(id, id);
  }

  /** Whether what was done was taken back, and nothing else was reached. */
  boolean isUndone() {
    return !changes.isEmpty()
        && changes.stream().anyMatch(change -> change.state() == ChangeState.REVERTED)
        && changes.stream().noneMatch(change -> change.state() == ChangeState.DONE);
  }
}
