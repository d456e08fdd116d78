package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other clients ask, in the very words of the oVirt collection for Ansible and its SDK. */
class OtherClientsTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private String fill(String path) {
    return path.replace("{host}", drill.host("north-2").id().orElseThrow())
        .replace("{vm}", drill.vm("db-1").id().orElseThrow())
        .replace("{dc}", drill.dataCentre().id().orElseThrow())
        .replace("{cluster}", drill.clusterPath().substring("/clusters/".length()))
        .replace("{sd}", drill.get("/storagedomains").xml().children().get(0).id().orElseThrow());
  }

  /** Every module that only reads sends an empty "follow". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hosts",
        "/vms",
        "/clusters",
        "/datacenters",
        "/storagedomains",
        "/events",
        "/users",
        "/tags",
        "/networks",
        "/schedulingpolicies",
        "/templates",
        "/disks",
        "/groups",
        "/affinitylabels",
        "/hosts/{host}/storage",
        "/datacenters/{dc}/quotas",
        "/vms/{vm}/nics",
        "/vms/{vm}/snapshots",
        "/storagedomains/{sd}/vms",
        "/storagedomains/{sd}/templates",
        "/jobs",
        "/clusters/{cluster}/affinitygroups"
      })
  void anEmptyFollowIsIgnored(String path) {
    assertThat(drill.get(fill(path) + "?follow=").status()).isEqualTo(200);
    assertThat(drill.get(fill(path) + "?follow=&search=&max=1").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/vms/{vm}/numanodes, vm_numa_nodes",
    "/vms/{vm}/statistics, statistics",
    "/vms/{vm}/cdroms, cdroms",
    "/vms/{vm}/graphicsconsoles, graphics_consoles",
    "/vms/{vm}/hostdevices, host_devices",
    "/hosts/{host}/hooks, hooks",
    "/hosts/{host}/storage, host_storages",
    "/hosts/{host}/permissions, permissions",
    "/affinitylabels, affinity_labels",
    "/disks, disks",
    "/vnicprofiles, vnic_profiles",
    "/instancetypes, instance_types",
    "/clusters/{cluster}/permissions, permissions",
    "/datacenters/{dc}/quotas, quotas",
    "/storagedomains/{sd}/disks, disks"
  })
  void whatIsReadInPassingIsAnEmptyList(String path, String root) {
    TwinDrill.Response answer = drill.get(fill(path));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.xml().name()).isEqualTo(root);
    assertThat(answer.xml().children()).isEmpty();
  }

  @Test
  void theListOfNobodyIsNotFound() {
    String nobody = "00000000-1111-2222-3333-444444444444";
    assertThat(drill.get("/vms/" + nobody + "/numanodes").status()).isEqualTo(404);
    assertThat(drill.get("/hosts/" + nobody + "/hooks").status()).isEqualTo(404);
    assertThat(drill.get("/datacenters/" + nobody + "/quotas").status()).isEqualTo(404);
  }

  @Test
  void thereAreTheBlankTemplateAndTheDomainOfTheUsers() {
    assertThat(drill.get("/templates?search=name%3DBlank").xml().children()).hasSize(1);
    assertThat(drill.get("/templates?search=name%3Dother").xml().children()).isEmpty();
    assertThat(drill.get("/domains").xml().child("domain").flatMap(one -> one.at("name")))
        .hasValue("internal-authz");
  }

  @Test
  void theGroupsAreFoundFromTheDataCentreToo() {
    String path = fill("/datacenters/{dc}/clusters/{cluster}/affinitygroups");
    assertThat(drill.get(path).xml().children()).hasSize(1);
  }

  /** The module for hosts falls over a host without it. */
  @Test
  void aHostHasAKernelCommandLineThoughItIsEmpty() {
    Element os = drill.host("north-1").child("os").orElseThrow();
    assertThat(os.child("custom_kernel_cmdline")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host,cluster",
        "nics,disk_attachments,snapshots",
        "disk_attachments.disk",
        "numa_nodes",
        "template",
        "cdroms,permissions,tags",
        "statistics",
        "cluster.data_center",
        "host.cluster"
      })
  void linksOfAVmAreFollowed(String links) {
    TwinDrill.Response answer = drill.get(drill.vmPath("db-1") + "?follow=" + links);

    assertThat(answer.status()).isEqualTo(200);
    for (String link : links.split(",", -1)) {
      assertThat(answer.xml().child(link.replaceAll("\\..*", ""))).as(link).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vm, <vm><commnet>typo</commnet></vm>",
    "vm, <vm><high_availability><prio>1</prio></high_availability></vm>",
    "host, <host><spm><prioritaet>1</prioritaet></spm></host>",
    "cluster, <cluster><fencing_policy><enable>true</enable></fencing_policy></cluster>",
    "group, <affinity_group><hosts_rule><enforced>true</enforced></hosts_rule></affinity_group>",
    "group, <affinity_group><hosts><host><nam>x</nam></host></hosts></affinity_group>"
  })
  void anElementThatNoManagerKnowsIsRefused(String kind, String body) {
    String path =
        switch (kind) {
          case "vm" -> drill.vmPath("db-1");
          case "host" -> drill.hostPath("north-1");
          case "cluster" -> drill.clusterPath();
          default -> drill.group();
        };

    TwinDrill.Response refused = drill.call("PUT", path, body);

    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.xml().at("reason")).hasValue("Request syntactically incorrect.");
  }

  @Test
  void anActionWithAnElementThatNoManagerKnowsIsRefused() {
    TwinDrill.Response refused =
        drill.call(
            "POST",
            drill.hostPath("south-1") + "/deactivate",
            "<action><reson>CHG1</reson></action>");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(drill.status("south-1")).isEqualTo("up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster.name%3Ddemo",
        "datacenter.name%3Ddemo",
        "nosuch%3D1",
        "name!%3Dx+and+nosuch!%3D1"
      })
  void anInvalidSearchForHostsFindsNobody(String search) {
    assertThat(drill.get("/hosts?search=" + search).xml().children()).isEmpty();
  }

  @Test
  void aSearchByFieldsThatAreThereFindsSomebody() {
    assertThat(drill.get("/hosts?search=mem_usage%3C101").xml().children()).hasSize(6);
    assertThat(drill.get("/hosts?search=spm_id%3D1").xml().children()).hasSize(1);
    assertThat(drill.get("/hosts?search=sortby+name").xml().children()).hasSize(6);
    assertThat(drill.get("/vms?search=sortby+name+desc").xml().children().get(0).at("name"))
        .hasValue("web-6");
    assertThat(drill.get("/hosts?search=status%3Dup+sortby+name").xml().children()).hasSize(6);
  }

  /** Empty would look like a true answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hosts?search=cpu_usage%3E80",
        "/hosts?search=vms.status%3Dup",
        "/vms?search=fqdn%3Dx"
      })
  void aSearchThatTheTwinLeavesOutIsAFault(String path) {
    TwinDrill.Response answer = drill.get(path);
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.fault()).startsWith("The twin leaves out the search for");
  }

  @Test
  void whatTheTwinLeavesOutIsAFaultInTheFormThatWasAskedFor() {
    String path = drill.hostPath("north-1") + "/upgrade";
    TwinDrill.Response xml = drill.act(path);
    assertThat(xml.status()).isEqualTo(501);
    assertThat(xml.fault()).isEqualTo("The twin leaves out POST /hosts/{id}/upgrade");

    TwinDrill.Response json =
        drill.authorized(drill.request("/icons").header("Accept", "application/json"));
    assertThat(json.status()).isEqualTo(501);
    assertThat(json.json().path("detail").asText()).isEqualTo("The twin leaves out GET /icons");
  }

  @Test
  void aHostJoinsAGroupByItsName() {
    TwinDrill.Response added =
        drill.call("POST", drill.group() + "/hosts", "<host><name>south-1</name></host>");
    assertThat(added.status()).isEqualTo(200);
    assertThat(drill.get(drill.group() + "/hosts").body()).contains("south-1");
    assertThat(
            drill
                .call("POST", drill.group() + "/hosts", "<host><name>nobody</name></host>")
                .status())
        .isEqualTo(404);
  }

  @Test
  void aMigrationToAnUnknownHostIsAFailedAction() {
    TwinDrill.Response refused =
        drill.call(
            "POST",
            drill.vmPath("db-1") + "/migrate",
            "<action><host id=\"00000000-1111-2222-3333-444444444444\"/></action>");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.xml().name()).isEqualTo("action");
    assertThat(refused.fault()).isEqualTo("[Cannot migrate VM. Invalid Host Id.]");
  }

  /** The module for affinity groups still sends the two fields of long ago. */
  @Test
  void theTwoOldFieldsOfAGroupAreItsRuleBetweenVms() {
    TwinDrill.Response added =
        drill.call(
            "POST",
            drill.clusterPath() + "/affinitygroups",
            "<affinity_group><name>old</name><positive>false</positive><enforcing>true</enforcing>"
                + "</affinity_group>");
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.xml().at("vms_rule/enabled")).hasValue("true");
    assertThat(added.xml().at("vms_rule/positive")).hasValue("false");
    assertThat(added.xml().at("positive")).hasValue("false");
    assertThat(added.xml().at("enforcing")).hasValue("true");

    TwinDrill.Response newer =
        drill.call(
            "POST",
            drill.clusterPath() + "/affinitygroups",
            "<affinity_group><name>new</name><positive>true</positive><vms_rule><enabled>false"
                + "</enabled></vms_rule></affinity_group>");
    assertThat(newer.xml().at("vms_rule/enabled")).hasValue("false");
  }

  @Test
  void aSessionGrowsOldByTheTimeOfTheWorld() {
    drill.control("POST", "/speed", "{\"speed\":60}");
    drill.get("/hosts");
    drill.after(Duration.ofSeconds(29));
    assertThat(drill.withOldToken("/hosts").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(31));
    assertThat(drill.withOldToken("/hosts").status()).isEqualTo(401);
  }

  // --- as the modules of the collection do it, request by request ------------------------------

  private TwinDrill.Response python(String method, String path, String body) {
    return drill.authorized(
        drill
            .request(path)
            .header("User-Agent", "PythonSDK/4.6.3")
            .header("Version", "4")
            .header("Content-Type", "application/xml")
            .header("Accept", "application/xml")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void ovirtHostPutsAHostIntoMaintenanceAndFindsItThereTheNextTime() {
    assertThat(python("GET", "/events?max=1", "").xml().children()).hasSize(1);
    Element host =
        python("GET", "/hosts?search=name%3D%22south-2%22", "").xml().child("host").orElseThrow();
    String path = "/hosts/" + host.id().orElseThrow();
    assertThat(host.child("os").flatMap(os -> os.child("custom_kernel_cmdline"))).isPresent();

    assertThat(python("POST", path + "/deactivate", "<action></action>").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(10));
    Element seen = python("GET", path, "").xml();
    assertThat(seen.at("status")).hasValue("maintenance");
    assertThat(python("POST", path + "/activate", "<action></action>").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(10));
    assertThat(python("GET", path, "").xml().at("status")).hasValue("up");
  }

  @Test
  void ovirtHostSetsAnSpmPriority() {
    String path = drill.hostPath("south-2");
    TwinDrill.Response changed =
        python("PUT", path, "<host><name>south-2</name><spm><priority>9</priority></spm></host>");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.xml().at("spm/priority")).hasValue("9");
  }

  @Test
  void ovirtVmGivesALeaseAndMigratesByName() {
    String path =
        "/vms/"
            + python("GET", "/vms?search=name%3D%22batch-1%22&all_content=true", "")
                .xml()
                .children()
                .get(0)
                .id()
                .orElseThrow();
    assertThat(python("GET", path + "?all_content=true&next_run=true", "").status()).isEqualTo(200);
    assertThat(python("GET", path + "/numanodes", "").status()).isEqualTo(200);
    TwinDrill.Response changed =
        python(
            "PUT",
            path,
            "<vm><name>batch-1</name><high_availability><enabled>true</enabled><priority>50"
                + "</priority></high_availability><lease><storage_domain id=\""
                + fill("{sd}")
                + "\"/></lease></vm>");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);

    assertThat(
            python("POST", path + "/migrate", "<action><host><name>south-1</name></host></action>")
                .status())
        .isEqualTo(200);
    drill.after(Duration.ofSeconds(20));
    assertThat(drill.whereIs("batch-1")).isEqualTo("south-1");
  }

  @Test
  void ovirtAffinityGroupMakesAGroupAndChangesNothingTheNextTime() {
    String groups = drill.clusterPath() + "/affinitygroups";
    String body =
        "<affinity_group><description></description><hosts><host id=\""
            + fill("{host}")
            + "\"/></hosts><hosts_rule><enabled>true</enabled><enforcing>false</enforcing>"
            + "<positive>true</positive></hosts_rule><name>ansible</name><vms><vm id=\""
            + fill("{vm}")
            + "\"/></vms><vms_rule><enabled>false</enabled></vms_rule></affinity_group>";
    Element made = python("POST", groups, body).xml();
    Element again = python("GET", groups + "/" + made.id().orElseThrow(), "").xml();

    assertThat(again.at("hosts_rule/positive")).hasValue("true");
    assertThat(again.at("vms_rule/enabled")).hasValue("false");
    assertThat(python("GET", groups + "/" + made.id().orElseThrow() + "/vms", "").xml().children())
        .hasSize(1);
  }
}
