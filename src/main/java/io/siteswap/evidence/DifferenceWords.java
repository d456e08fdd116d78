package io.siteswap.evidence;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.ledger.Json;
import io.siteswap.manager.inventory.Spelling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A difference as people read it: words for properties, names for ids, and of lists what differs.
 */
final class DifferenceWords {
  private static final int FEW = 10;
  private static final long MIB = 1L << 20;

  /** By how inventories name them. */
  static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          entry("access.address", "address"),
          entry("access.port", "port"),
          entry("access.powerManaged", "power management"),
          entry("access.sshFingerprint", "SSH fingerprint"),
          entry("clusterId", "cluster"),
          entry("detail", "reason of the status"),
          entry("enforcing", "rule for hosts is a must"),
          entry("externalStatus", "status set from outside"),
          entry("host", "runs on"),
          entry("hostIds", "hosts"),
          entry("hostsRuleEnabled", "rule for hosts is on"),
          entry("listedHosts", "hosts of its placement"),
          entry("master", "master domain"),
          entry("memory", "memory"),
          entry("name", "name"),
          entry("pending", "waits for its next start with a new configuration"),
          entry("placement", "placement"),
          entry("positive", "rule for hosts draws VMs there"),
          entry("protection.highlyAvailable", "highly available"),
          entry("protection.lease", "lease on"),
          entry("protection.priority", "priority when it is restarted"),
          entry("protection.resume", "after a storage error"),
          entry("required", "required"),
          entry("spm", "SPM role"),
          entry("spmPriority", "SPM priority"),
          entry("status", "status"),
          entry("tags", "tags"),
          entry("type", "kind"),
          entry("vmIds", "VMs"),
          entry("vmsRule.enforcing", "rule among VMs is a must"),
          entry("vmsRule.positive", "rule among VMs draws them together"));

  /** What one of a few words says. */
  private static final Set<String> WORDS =
      Set.of("externalStatus", "placement", "protection.resume", "spm", "status", "type");

  private static final Set<String> IDS = Set.of("clusterId", "protection.lease");

  /** One difference in a row of the report. */
  record Row(String object, String what, String before, String after) {}

  private final Map<String, String> names = new HashMap<>();

  /** Knows who is who in these inventories. */
  DifferenceWords(List<JsonNode> inventories) {
    inventories.forEach(this::learn);
  }

  private void learn(JsonNode node) {
    Optional.of(node)
        .filter(JsonNode::isObject)
        .filter(object -> object.has("id") && object.has("name"))
        .ifPresent(object -> names.put(object.get("id").asText(), object.get("name").asText()));
    node.forEach(this::learn);
  }

  Row row(InventoryDifference difference) {
    String what = difference.what();
    boolean isList = difference.before().startsWith("[") || difference.after().startsWith("[");
    return new Row(
        difference.type().replace("vm", "VM") + " " + difference.name(),
        PROPERTIES.getOrDefault(what, what),
        isList ? only(difference.before(), difference.after()) : value(what, difference.before()),
        isList ? only(difference.after(), difference.before()) : value(what, difference.after()));
  }

  private String value(String what, String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true") ? "yes" : "no";
    }
    if (what.equals("memory") && !text.isEmpty()) {
      return Long.parseLong(text) / MIB + " MiB";
    }
    if (WORDS.contains(what) && !text.equals("SPM")) {
      return Spelling.inWords(text);
    }
    return IDS.contains(what) ? names.getOrDefault(text, text) : text;
  }

  /** What that side of a list has and the other has not. */
  private String only(String list, String other) {
    Set<String> lacking = elements(other);
    List<String> mine =
        elements(list).stream().filter(one -> !lacking.contains(one)).sorted().toList();
    int more = mine.size() - FEW;
    return String.join(", ", mine.subList(0, Math.min(FEW, mine.size())))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private Set<String> elements(String list) {
    Set<String> elements = new HashSet<>();
    if (!list.isEmpty()) {
      Json.tree(list).forEach(one -> elements.add(names.getOrDefault(one.asText(), one.asText())));
    }
    return elements;
  }
}
