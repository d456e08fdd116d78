package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.twin.protocol.Element;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private TwinDrill.Response editCluster(String body) {
    return drill.call("PUT", drill.clusterPath(), "<cluster>" + body + "</cluster>");
  }

  private Element cluster() {
    return drill.get(drill.clusterPath()).xml();
  }

  @Test
  void aDriftedWorldHasItsFlaws() {
    drill.control("POST", "/world", "{\"preset\":\"drifted\"}");

    assertThat(drill.host("south-1").at("spm/priority")).hasValue("9");
    assertThat(drill.vm("db-1").at("high_availability/enabled")).hasValue("false");
    assertThat(drill.vm("app-1").child("lease")).isEmpty();
    assertThat(drill.vm("web-1").at("high_availability/priority")).hasValue("1");
    assertThat(drill.vm("db-2").at("placement_policy/affinity")).hasValue("pinned");
    Element group = drill.get(drill.group()).xml();
    assertThat(group.child("hosts").orElseThrow().children()).hasSize(2);
    assertThat(group.child("vms").orElseThrow().children()).hasSize(17);
  }

  @Test
  void theFencingPolicyIsReadAndEdited() {
    assertThat(cluster().at("fencing_policy/enabled")).hasValue("true");
    editCluster(
        "<fencing_policy><enabled>false</enabled><skip_if_sd_active><enabled>true</enabled>"
            + "</skip_if_sd_active><skip_if_connectivity_broken><enabled>true</enabled>"
            + "<threshold>75</threshold></skip_if_connectivity_broken></fencing_policy>");

    assertThat(cluster().at("fencing_policy/enabled")).hasValue("false");
    assertThat(cluster().at("fencing_policy/skip_if_sd_active/enabled")).hasValue("true");
    assertThat(cluster().at("fencing_policy/skip_if_connectivity_broken/threshold")).hasValue("75");
    assertThat(drill.events(811) + drill.events(9016)).isEqualTo(2);
  }

  @Test
  void thePolicyWeighsSoftGroups() {
    String policy = cluster().child("scheduling_policy").flatMap(Element::id).orElseThrow();
    String weights = "/schedulingpolicies/" + policy + "/weights?follow=scheduling_policy_unit";

    Element weight =
        drill.get(weights).xml().children().stream()
            .filter(
                one ->
                    one.at("scheduling_policy_unit/name")
                        .orElse("")
                        .equals("VmToHostsAffinityGroups"))
            .findFirst()
            .orElseThrow();
    assertThat(weight.at("factor")).hasValue("20");
    assertThat(drill.get("/schedulingpolicyunits").body()).contains("VmToHostsAffinityGroups");
    assertThat(drill.get("/schedulingpolicies").xml().children()).hasSize(5);
  }

  @Test
  void withoutTheUnitNothingDriftsHome() {
    String lab = "<scheduling_policy><name>lab</name></scheduling_policy>";
    String id = drill.call("POST", "/schedulingpolicies", lab).xml().id().orElseThrow();
    assertThat(drill.get("/schedulingpolicies/" + id + "/weights").xml().children()).isEmpty();
    editCluster("<scheduling_policy id=\"" + id + "\"/>");
    List<String> north = List.of("north-1", "north-2", "north-3");
    north.forEach(drill::deactivate);
    drill.after(Duration.ofMinutes(3));
    north.forEach(drill::activate);
    drill.after(Duration.ofMinutes(30));

    assertThat(drill.migrations()).isEqualTo(24);
  }

  @Test
  void aNetworkThatIsRequiredTakesItsHostOut() {
    drill.control("POST", "/hosts/north-2", "{\"withoutNetwork\":\"vm-traffic\"}");
    drill.after(Duration.ofMinutes(5));
    assertThat(drill.status("north-2")).isEqualTo("non_operational");
    assertThat(drill.host("north-2").at("summary/total")).hasValue("0");

    drill.control("POST", "/hosts/north-2", "{\"withNetwork\":\"vm-traffic\"}");
    drill.activate("north-2");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("north-2")).isEqualTo("up");
  }

  @Test
  void otherNetworksAreMissingOrOutOfSyncAndNobodySuffers() {
    drill.control("POST", "/networks", "{\"name\":\"backup\",\"required\":false,\"vlan\":70}");
    drill.control("POST", "/hosts/north-2", "{\"withoutNetwork\":\"backup\"}");
    drill.control("POST", "/hosts/north-3", "{\"outOfSync\":\"backup\"}");
    drill.after(Duration.ofMinutes(1));

    assertThat(drill.status("north-2")).isEqualTo("up");
    assertThat(drill.get(drill.clusterPath() + "/networks").body()).contains("backup", "70");
    assertThat(attachments("north-2")).hasSize(2);
    assertThat(attachments("north-3"))
        .hasSize(3)
        .anyMatch(
            one ->
                one.at("in_sync").orElse("").equals("false")
                    && one.at("network/name").orElse("").equals("backup"));
  }

  private List<Element> attachments(String host) {
    return drill
        .get("/hosts?follow=network_attachments.network&search=name%3D" + host)
        .xml()
        .children()
        .get(0)
        .child("network_attachments")
        .orElseThrow()
        .children();
  }

  @Test
  void theAccountMayDoEverythingUntilItIsMadePoorer() {
    Element user = drill.get("").xml().child("authenticated_user").orElseThrow();
    String permissions = "/users/" + user.id().orElseThrow() + "/permissions?follow=role.permits";
    assertThat(drill.get(permissions).body())
        .contains("SuperUser", "manipulate_affinity_groups", "inject_external_events");

    drill.control("POST", "/account", "{\"permits\":[\"manipulate_host\",\"login\"]}");
    assertThat(drill.get(permissions).body())
        .contains("manipulate_host")
        .doesNotContain("manipulate_affinity_groups");
    assertThat(editCluster("").status()).isEqualTo(403);
    assertThat(drill.deactivate("north-3").status()).isEqualTo(200);
    drill.control("DELETE", "/account", "");
    assertThat(editCluster("").status()).isEqualTo(200);
  }

  @Test
  void aTransferKeepsItsHostFromMaintenance() {
    drill.control("POST", "/imagetransfers", "{\"vm\":\"db-1\"}");
    Element transfer = drill.get("/imagetransfers").xml().children().get(0);
    assertThat(transfer.at("phase")).hasValue("transferring");
    drill.deactivate("north-1");
    drill.after(Duration.ofMinutes(4));
    assertThat(drill.status("north-1")).isEqualTo("preparing_for_maintenance");

    drill.control("DELETE", "/imagetransfers", "");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("north-1")).isEqualTo("maintenance");
  }

  @Test
  void anArraySpeaksThroughEventsOrTheTwin() {
    String data =
        drill.get("/storagedomains?search=name%3Ddata").xml().children().get(0).id().get();
    drill.call(
        "POST",
        "/events",
        "<event><origin>array</origin><severity>error</severity><custom_id>1</custom_id>"
            + "<description>copy stopped</description><storage_domain id=\""
            + data
            + "\"><external_status>failure</external_status></storage_domain></event>");
    assertThat(drill.get("/storagedomains/" + data).xml().at("external_status"))
        .hasValue("failure");
    drill.control("POST", "/storagedomains/data", "{\"externalStatus\":\"ok\"}");
    assertThat(drill.get("/storagedomains/" + data).xml().at("external_status")).hasValue("ok");
  }

  @Test
  void aHostedEngineShowsOnlyToThoseWhoAskForAll() {
    drill.control("POST", "/hosts/south-1", "{\"hostedEngine\":true}");

    assertThat(drill.host("south-1").child("hosted_engine")).isEmpty();
    String path = drill.hostPath("south-1") + "?all_content=true";
    assertThat(drill.get(path).xml().at("hosted_engine/configured")).hasValue("true");
    String other = drill.hostPath("south-2") + "?all_content=true";
    assertThat(drill.get(other).xml().child("hosted_engine")).isEmpty();
  }

  @Test
  void aManagerThatRestartsIsAwayAndHasForgottenItsTokens() {
    assertThat(health().body()).isEqualTo("DB Up!Welcome to Health Status!");
    drill.control("POST", "/manager/restart", "{\"seconds\":24}");

    assertThatThrownBy(this::health).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> drill.get("/hosts")).isInstanceOf(UncheckedIOException.class);
    drill.after(Duration.ofSeconds(25));
    assertThat(drill.withOldToken("/hosts").status()).isEqualTo(401);
    assertThat(drill.get("/hosts").status()).isEqualTo(200);
    assertThat(drill.events(1)).isEqualTo(2);
  }

  private TwinDrill.Response health() {
    return drill.send(
        HttpRequest.newBuilder(drill.twin.api().resolve("/ovirt-engine/services/health")).build());
  }

  @Test
  void theTwinListsItsControls() {
    assertThat(drill.control("GET", "", "").body())
        .contains("/twin/installs/{hostName}", "/twin/manager/restart", "/twin/account");
    assertThat(drill.control("POST", "/world", "{\"preset\":\"odd\"}").status()).isEqualTo(400);
    assertThat(drill.control("POST", "/networks", "{\"name\":\"x\",\"vlan\":5000}").status())
        .isEqualTo(400);
    assertThat(drill.control("POST", "/hosts/north-1", "{\"certificateExpiresInDays\":5}").status())
        .isEqualTo(400);
    assertThat(drill.control("POST", "/account", "{\"permits\":[\"fly\"]}").status())
        .isEqualTo(400);
  }
}
