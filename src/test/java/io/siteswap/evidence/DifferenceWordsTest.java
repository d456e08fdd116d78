package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.ledger.Json;
import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Network;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.Vm;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the report says of how the world has changed. */
class DifferenceWordsTest {
  private static final Set<String> NEVER_DIFFERENT = Set.of("id", "ref", "load");

  @Test
  void eachPropertyOfAnInventoryHasWords() {
    Set<String> properties =
        Stream.of(Host.class, Vm.class, StorageDomain.class, AffinityGroup.class, Network.class)
            .flatMap(type -> properties("", type))
            .collect(Collectors.toSet());

    assertThat(DifferenceWords.PROPERTIES.keySet()).isEqualTo(properties);
  }

  private static Stream<String> properties(String path, Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .filter(component -> !NEVER_DIFFERENT.contains(component.getName()))
        .flatMap(component -> properties(path + component.getName(), component));
  }

  private static Stream<String> properties(String path, RecordComponent component) {
    Type type = component.getGenericType();
    Type inner =
        type instanceof ParameterizedType of && component.getType() != Set.class
            ? of.getActualTypeArguments()[0]
            : type;
    return inner instanceof Class<?> of && of.isRecord() && !of.getSimpleName().endsWith("Ref")
        ? properties(path + ".", of)
        : Stream.of(path);
  }

  private static JsonNode world(String status, String host, String... members) {
    return Json.tree(
        """
        {"cluster": {"id": "c1", "name": "Default"},
         "hosts": [{"ref": {"id": "h1", "name": "north-1"}, "clusterId": "%s", "status": "%s",
                    "spm": "SPM"},
                   {"ref": {"id": "h2", "name": "south-1"}, "clusterId": "c1"}],
         "vms": [{"ref": {"id": "v1", "name": "web-1"}, "memory": 1073741824,
                  "host": {"id": "%s", "name": "%s"}}],
         "affinityGroups": [{"id": "g1", "name": "prefer north", "hostsRuleEnabled": %s,
                             "hostIds": %s}]}
        """
            .formatted(
                status.equals("UP") ? "c1" : "",
                status,
                host,
                host.equals("h1") ? "north-1" : "south-1",
                status.equals("UP"),
                Json.write(members)));
  }

  private static List<String> said(JsonNode before, JsonNode after) {
    DifferenceWords words = new DifferenceWords(List.of(before, after));
    return InventoryDifference.between(before, after).stream()
        .map(words::row)
        .map(
            row ->
                "%s, %s: %s -> %s".formatted(row.object(), row.what(), row.before(), row.after()))
        .toList();
  }

  @Test
  void peopleReadNamesAndWords() {
    assertThat(said(world("UP", "h1", "h1", "h2"), world("NON_RESPONSIVE", "h2", "h2")))
        .containsExactly(
            "affinity group prefer north, hosts: north-1 -> ",
            "affinity group prefer north, rule for hosts is on: yes -> no",
            "host north-1, cluster: Default -> ",
            "host north-1, status: up -> non responsive",
            "VM web-1, runs on: north-1 -> south-1");
  }

  /** Each process has its own order of a set. */
  @Test
  void theOrderOfASetIsNoDifference() {
    assertThat(said(world("UP", "h1", "h1", "h2"), world("UP", "h1", "h2", "h1"))).isEmpty();
  }
}
