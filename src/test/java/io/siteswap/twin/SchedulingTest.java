package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules between VMs, and the hosts a VM is bound to. */
class SchedulingTest {
  private final TwinDrill drill = TwinDrill.start(TwinOptions.defaults().withVms(0));

  @AfterEach
  void stop() {
    drill.close();
  }

  private void vm(String name, String host) {
    String on = host.isEmpty() ? "" : ",\"host\":\"" + host + "\"";
    assertThat(drill.control("POST", "/vms", "{\"name\":\"" + name + "\"" + on + "}").status())
        .isEqualTo(200);
  }

  private void group(String name, String rules, String... vms) {
    String members =
        Stream.of(vms)
            .map(vm -> "<vm id=\"" + drill.vm(vm).id().orElseThrow() + "\"/>")
            .collect(Collectors.joining());
    TwinDrill.Response added =
        drill.call(
            "POST",
            drill.clusterPath() + "/affinitygroups",
            "<affinity_group><name>%s</name>%s<vms>%s</vms></affinity_group>"
                .formatted(name, rules, members));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
  }

  private static String between(boolean positive, boolean enforcing) {
    return "<vms_rule><enabled>true</enabled><positive>%s</positive><enforcing>%s</enforcing></vms_rule>"
        .formatted(positive, enforcing);
  }

  private TwinDrill.Response migrate(String vm, String host) {
    return drill.call(
        "POST",
        drill.vmPath(vm) + "/migrate",
        "<action><host><name>" + host + "</name></host></action>");
  }

  private TwinDrill.Response begin(String vm) {
    return drill.act(drill.vmPath(vm) + "/start");
  }

  private String broken() {
    return drill.get(drill.clusterPath() + "/affinitygroups").xml().children().stream()
        .filter(group -> group.at("name").orElse("").equals("rule"))
        .flatMap(group -> group.at("broken").stream())
        .collect(Collectors.joining());
  }

  @Test
  void vmsThatMustKeepApartNeverMeet() {
    vm("one", "north-1");
    vm("two", "north-2");
    group("rule", between(false, true), "one", "two");

    assertThat(migrate("one", "north-2").fault())
        .contains(
            "The host north-2 did not satisfy internal filter VmAffinityGroups because it did not"
                + " match negative affinity rules .");
    assertThat(migrate("one", "south-1").status()).isEqualTo(200);
    assertThat(migrate("two", "south-1").status()).as("on its way there").isEqualTo(409);
  }

  @Test
  void whoFindsNoHostOfItsOwnDoesNotStart() {
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g");
    names.forEach(name -> vm(name, ""));
    group("rule", between(false, true), names.toArray(String[]::new));

    names.subList(0, 6).forEach(name -> assertThat(begin(name).status()).isEqualTo(200));
    drill.after(Duration.ofSeconds(5));

    assertThat(names.subList(0, 6).stream().map(drill::whereIs).distinct()).hasSize(6);
    assertThat(begin("g").status()).isEqualTo(409);
  }

  @Test
  void vmsThatMustBeTogetherStartTogetherAndStayTogether() {
    vm("one", "north-2");
    vm("two", "");
    group("rule", between(true, true), "one", "two");
    begin("two");
    drill.after(Duration.ofSeconds(5));

    assertThat(drill.whereIs("two")).isEqualTo("north-2");
    assertThat(migrate("two", "north-1").fault())
        .contains("VmAffinityGroups because it did not match positive affinity rules");
  }

  @Test
  void softRulesAreWishes() {
    vm("one", "north-2");
    vm("apart", "");
    vm("beside", "");
    group("keeps apart", between(false, false), "one", "apart");
    group("stays beside", between(true, false), "one", "beside");
    Stream.of("north-1", "north-3", "south-1", "south-2").forEach(drill::deactivate);
    drill.after(Duration.ofSeconds(5));
    begin("apart");
    begin("beside");
    drill.after(Duration.ofSeconds(5));

    assertThat(drill.whereIs("apart")).isEqualTo("south-3");
    assertThat(drill.whereIs("beside")).isEqualTo("north-2");
    drill.deactivate("south-3");
    drill.after(Duration.ofSeconds(30));
    assertThat(drill.whereIs("apart")).isEqualTo("north-2");
  }

  @Test
  void maintenanceMovesThemTogetherAndRatherBreaksARuleThanStays() {
    vm("one", "north-1");
    vm("two", "north-1");
    group("rule", between(true, true), "one", "two");
    assertThat(drill.deactivate("north-1").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(30));
    assertThat(drill.status("north-1")).isEqualTo("maintenance");
    assertThat(drill.whereIs("one")).isEqualTo(drill.whereIs("two"));
    assertThat(broken()).isEqualTo("false");
  }

  @Test
  void maintenanceRatherBreaksAHardRuleThanKeepsTheHost() {
    List<String> hosts = List.of("north-1", "north-2", "north-3", "south-1", "south-2", "south-3");
    hosts.forEach(host -> vm("on-" + host, host));
    group("rule", between(false, true), hosts.stream().map(h -> "on-" + h).toArray(String[]::new));
    assertThat(drill.deactivate("north-1").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(30));

    assertThat(drill.status("north-1")).isEqualTo("maintenance");
    assertThat(broken()).isEqualTo("true");
  }

  @Test
  void belowLevel43MaintenanceKeepsHardRules() {
    drill.control("POST", "/manager", "{\"ignoreVmToVmAffinityForHostMaintenance\":false}");
    vm("one", "north-1");
    group(
        "rule",
        "<hosts_rule><enabled>true</enabled><positive>true</positive><enforcing>true</enforcing>"
            + "</hosts_rule><hosts><host id=\""
            + drill.host("north-1").id().orElseThrow()
            + "\"/></hosts>",
        "one");

    TwinDrill.Response refused = drill.deactivate("north-1");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.fault())
        .startsWith("[Cannot switch Host(s) to Maintenance mode.")
        .contains("rule (one)");
    assertThat(drill.status("north-1")).isEqualTo("up");
  }

  @Test
  void brokenRulesAreMendedOneVmAMinute() {
    vm("one", "north-1");
    vm("two", "north-1");
    vm("three", "north-1");
    group("rule", between(false, true), "one", "two", "three");
    assertThat(broken()).isEqualTo("true");

    drill.after(Duration.ofMinutes(4));

    assertThat(broken()).isEqualTo("false");
    assertThat(drill.migrations()).isEqualTo(2);
  }

  @Test
  void anEmptyOrDisabledRuleAsksForNothing() {
    vm("one", "north-1");
    vm("two", "north-1");
    group("rule", "<vms_rule><enabled>false</enabled></vms_rule>", "one", "two");
    drill.after(Duration.ofMinutes(4));

    assertThat(broken()).isEqualTo("false");
    assertThat(drill.migrations()).isZero();
  }

  @Test
  void aVmIsPinnedToSeveralHostsByIdOrByName() {
    vm("pinned", "");
    TwinDrill.Response edited =
        drill.call(
            "PUT",
            drill.vmPath("pinned"),
            "<vm><placement_policy><affinity>pinned</affinity><hosts><host><name>north-2</name>"
                + "</host><host id=\""
                + drill.host("south-2").id().orElseThrow()
                + "\"/></hosts></placement_policy></vm>");
    assertThat(edited.status()).as(edited.body()).isEqualTo(200);
    assertThat(
            edited
                .xml()
                .child("placement_policy")
                .orElseThrow()
                .child("hosts")
                .orElseThrow()
                .children())
        .hasSize(2);

    drill.control("POST", "/sites/north/lose", "");
    drill.after(Duration.ofMinutes(2));
    assertThat(begin("pinned").status()).as("the data centre has no SPM").isEqualTo(409);
    drill.control("POST", "/sites/north/restore", "");
    drill.after(Duration.ofMinutes(1));
    drill.deactivate("north-2");
    begin("pinned");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.whereIs("pinned")).isEqualTo("south-2");
  }

  @Test
  void aPlacementByANameThatNobodyHasIsRefused() {
    vm("pinned", "");
    String policy = "<vm><placement_policy><hosts><host>%s</host></hosts></placement_policy></vm>";

    TwinDrill.Response unknown =
        drill.call("PUT", drill.vmPath("pinned"), policy.formatted("<name>nowhere</name>"));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(drill.call("PUT", drill.vmPath("pinned"), policy.formatted("")).status())
        .isEqualTo(400);
  }

  @Test
  void pinnedToNoHostAVmStartsAnywhereAndStaysThere() {
    vm("pinned", "");
    drill.call(
        "PUT",
        drill.vmPath("pinned"),
        "<vm><placement_policy><affinity>pinned</affinity></placement_policy></vm>");

    assertThat(begin("pinned").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(5));
    assertThat(migrate("pinned", "north-1").status()).isEqualTo(409);
  }
}
