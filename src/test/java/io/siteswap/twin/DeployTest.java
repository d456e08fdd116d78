package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.WorldPreset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {
  private static final Duration INSTALLED = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private TwinDrill drill =
      TwinDrill.start(TwinOptions.defaults().withWorld(WorldPreset.EMPTY), clock);

  @AfterEach
  void stop() {
    drill.close();
  }

  private TwinDrill.Response post(String path, String body) {
    return drill.call("POST", path, body);
  }

  private void frame() {
    assertThat(
            post("/datacenters", "<data_center><name>dc</name><local>false</local></data_center>")
                .status())
        .isEqualTo(201);
    assertThat(post("/clusters", cluster("stretch")).status()).isEqualTo(201);
  }

  private static String cluster(String name) {
    return "<cluster><name>"
        + name
        + "</name><data_center><name>dc</name></data_center><cpu><type>Intel Nehalem Family</type>"
        + "</cpu></cluster>";
  }

  private TwinDrill.Response addHost(String name) {
    return addHost(name, "");
  }

  private TwinDrill.Response addHost(String name, String more) {
    return post(
        "/hosts",
        "<host><name>%s</name><address>%s.example.com</address>%s<root_password>sesame</root_password><cluster><name>stretch</name></cluster></host>"
            .formatted(name, name, more));
  }

  private void failInstall(String host, String json) {
    assertThat(drill.control("POST", "/installs/" + host, json).status()).isEqualTo(200);
  }

  private TwinDrill.Response delete(String path) {
    return drill.call("DELETE", path, "");
  }

  @Test
  void anEmptyManagerHasNothingButUnattachedStorage() {
    assertThat(drill.get("/datacenters").xml().children()).isEmpty();
    assertThat(drill.get("/clusters").xml().children()).isEmpty();
    assertThat(drill.get("/hosts").xml().children()).isEmpty();
    assertThat(drill.get("/vms").xml().children()).isEmpty();
    assertThat(drill.get("/networks").xml().children()).isEmpty();
    assertThat(drill.get("/storagedomains").xml().children())
        .allMatch(domain -> domain.at("status").orElse("").equals("unattached"));
  }

  @Test
  void theFirstHostUpBecomesSpmAndBringsTheStorage() {
    frame();
    assertThat(drill.dataCentre().at("status")).hasValue("uninitialized");
    assertThat(addHost("north-1").xml().at("status")).hasValue("installing");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("north-1")).isEqualTo("installing");

    drill.after(INSTALLED);

    assertThat(drill.status("north-1")).isEqualTo("up");
    assertThat(drill.host("north-1").at("spm/status")).hasValue("spm");
    assertThat(drill.dataCentre().at("status")).hasValue("up");
    String domains = "/datacenters/" + drill.dataCentre().id().orElseThrow() + "/storagedomains";
    assertThat(drill.get(domains).xml().children())
        .hasSize(2)
        .allMatch(domain -> domain.at("status").orElse("").equals("active"));
    assertThat(drill.events(42) + drill.events(504) + drill.events(13)).isEqualTo(3);
  }

  @Test
  void namesOfTheFrameAreTakenOnce() {
    frame();
    assertThat(post("/datacenters", "<data_center><name>dc</name></data_center>").fault())
        .isEqualTo("[Cannot create Data Center. The Data Center name is already in use.]");
    assertThat(post("/clusters", cluster("stretch")).fault())
        .isEqualTo("[Cannot create Cluster. Cluster name is already in use.]");
  }

  @Test
  void aHostTakesWhatItIsGiven() {
    frame();
    addHost(
        "south-1",
        "<ssh><port>2222</port></ssh><spm><priority>3</priority></spm><power_management>"
            + "<enabled>true</enabled><agents><agent><type>ipmilan</type><address>bmc</address>"
            + "<username>admin</username><password>sesame</password><order>1</order></agent>"
            + "</agents></power_management>");
    Element host = drill.host("south-1");
    assertThat(host.at("ssh/port")).hasValue("2222");
    assertThat(host.at("spm/priority")).hasValue("3");
    assertThat(host.at("power_management/enabled")).hasValue("true");
    assertThat(drill.get(drill.hostPath("south-1") + "/fenceagents").xml().children()).hasSize(1);
  }

  @Test
  void noPasswordIsEchoedOrKept() throws IOException {
    drill.close();
    drill = TwinDrill.start(TwinDrill.keptIn(folder).withWorld(WorldPreset.EMPTY), clock);
    frame();
    failInstall("north-1", "{\"result\":\"install_failed\",\"reason\":\"no route\"}");
    assertThat(addHost("north-1").body()).doesNotContain("sesame");
    drill.after(INSTALLED);
    String again =
        post(
                drill.hostPath("north-1") + "/install",
                "<action><root_password>sesame</root_password></action>")
            .body();
    assertThat(again).contains("complete").doesNotContain("sesame");
    byte[] written = Files.readAllBytes(folder.resolve("twin.json"));
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("north-1")
        .doesNotContain("sesame");
  }

  @Test
  void aFailedInstallationSaysWhyAndIsRepeated() {
    frame();
    failInstall("north-1", "{\"result\":\"install_failed\",\"reason\":\"Host key changed\"}");
    addHost("north-1");
    drill.after(INSTALLED);
    assertThat(drill.status("north-1")).isEqualTo("install_failed");
    assertThat(drill.get("/events?search=type%3D505").body())
        .contains("Host north-1 installation failed. Host key changed.");
    assertThat(drill.dataCentre().at("status")).hasValue("uninitialized");
    assertThat(drill.activate("north-1").fault())
        .isEqualTo("[Cannot activate Host. Host has no unique id.]");

    failInstall("north-1", "{\"result\":\"up\"}");
    String key = "<ssh><authentication_method>publickey</authentication_method></ssh>";
    post(drill.hostPath("north-1") + "/install", "<action>" + key + "</action>");
    drill.after(INSTALLED);
    assertThat(drill.status("north-1")).isEqualTo("up");
  }

  @Test
  void aHostTheManagerCannotGetIntoIsNotEvenAdded() {
    frame();
    failInstall("north-1", "{\"result\":\"unreachable\"}");
    failInstall("north-2", "{\"result\":\"locked_out\"}");

    assertThat(addHost("north-1").fault()).contains("Connecting to host via SSH has failed");
    assertThat(addHost("north-2").fault()).contains("SSH authentication failed");
    assertThat(drill.get("/hosts").xml().children()).isEmpty();
  }

  @Test
  void aHostThatDoesNotFitIsNonOperationalUntilItDoes() {
    frame();
    addHost("north-1");
    failInstall("north-1", "{\"result\":\"non_operational\",\"detail\":\"network_unreachable\"}");
    drill.after(INSTALLED);
    assertThat(drill.status("north-1")).isEqualTo("non_operational");
    assertThat(drill.host("north-1").at("status_detail")).hasValue("network_unreachable");
    assertThat(drill.events(519)).isEqualTo(1);

    drill.activate("north-1");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("north-1")).isEqualTo("non_operational");
    drill.control("DELETE", "/installs/north-1", "");
    drill.activate("north-1");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("north-1")).isEqualTo("up");
  }

  @Test
  void maintenanceIsOpenToHostsThatNeverCameUp() {
    frame();
    failInstall("north-1", "{\"result\":\"install_failed\"}");
    addHost("north-1");
    failInstall("south-1", "{\"result\":\"non_operational\",\"detail\":\"general\"}");
    addHost("south-1");
    assertThat(drill.deactivate("north-1").status()).isEqualTo(409);
    drill.after(INSTALLED);

    assertThat(drill.deactivate("north-1").status()).isEqualTo(200);
    assertThat(drill.deactivate("south-1").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("north-1")).isEqualTo("maintenance");
    assertThat(drill.host("south-1").at("status_detail")).isEmpty();
  }

  @Test
  void whatWasDeployedCanBeTakenDownAgain() {
    frame();
    addHost("north-1");
    assertThat(delete(drill.clusterPath()).fault())
        .isEqualTo("[Cannot remove Cluster. Cluster contains one or more Hosts]");
    drill.after(INSTALLED);
    String host = drill.hostPath("north-1");
    assertThat(delete(host).fault())
        .isEqualTo(
            "[Cannot remove Host. Host is operational. Please switch Host to Maintenance mode"
                + " first.]");
    String dataCentre = "/datacenters/" + drill.dataCentre().id().orElseThrow();
    assertThat(delete(dataCentre).status()).isEqualTo(409);

    drill.deactivate("north-1");
    drill.after(Duration.ofSeconds(5));
    assertThat(delete(host).status()).isEqualTo(200);
    assertThat(drill.dataCentre().at("status")).hasValue("uninitialized");
    assertThat(delete(drill.clusterPath()).status()).isEqualTo(200);
    assertThat(delete(dataCentre).status()).isEqualTo(200);
    assertThat(drill.get("/datacenters").xml().children()).isEmpty();
    assertThat(drill.events(44) + drill.events(813) + drill.events(954)).isEqualTo(3);
    frame();
  }

  @Test
  void aHalfDeployedClusterOutlivesTheTwin() {
    drill.close();
    TwinOptions kept = TwinDrill.keptIn(folder).withWorld(WorldPreset.EMPTY);
    drill = TwinDrill.start(kept, clock);
    frame();
    failInstall("south-1", "{\"result\":\"install_failed\",\"reason\":\"no route\"}");
    addHost("north-1");
    addHost("south-1");
    drill.control("POST", "/account", "{\"permits\":[\"login\"]}");
    drill.close();

    drill = TwinDrill.start(kept, clock);
    assertThat(addHost("south-2").status()).isEqualTo(403);
    drill.after(INSTALLED);
    assertThat(drill.status("north-1")).isEqualTo("up");
    assertThat(drill.status("south-1")).isEqualTo("install_failed");
    assertThat(drill.dataCentre().at("status")).hasValue("up");
  }

  @Test
  void aSiteLostDuringInstallationFailsIt() {
    frame();
    addHost("north-1");
    addHost("south-1");
    drill.control("POST", "/sites/south/lose", "{}");
    drill.after(INSTALLED);

    assertThat(drill.status("north-1")).isEqualTo("up");
    assertThat(drill.status("south-1")).isEqualTo("install_failed");
  }

  @Test
  void unknownWordsAreRefusedBeforeAnythingChanges() {
    frame();
    TwinDrill.Response odd =
        drill.call(
            "PUT",
            drill.clusterPath(),
            "<cluster><ha_reservation>true</ha_reservation><error_handling><on_error>odd"
                + "</on_error></error_handling></cluster>");
    assertThat(odd.status()).isEqualTo(400);
    assertThat(drill.get(drill.clusterPath()).xml().at("ha_reservation")).hasValue("false");
  }

  @Test
  void aRemovedHostLeavesItsGroup() {
    drill.control("POST", "/world", "{\"preset\":\"demo\"}");
    drill.deactivate("north-3");
    drill.after(Duration.ofMinutes(2));

    assertThat(delete(drill.hostPath("north-3")).status()).isEqualTo(200);

    assertThat(drill.get(drill.group()).xml().child("hosts").orElseThrow().children()).hasSize(2);
    assertThat(drill.activate("north-1").status()).isEqualTo(409);
  }

  @Test
  void theLastAgentStaysWhilePowerManagementIsOn() {
    drill.control("POST", "/world", "{\"preset\":\"demo\"}");
    String host = drill.hostPath("south-1");
    String agent =
        "<agent><type>ipmilan</type><address>bmc</address><username>u</username>"
            + "<password>p</password><order>1</order></agent>";
    String id = post(host + "/fenceagents", agent).xml().id().orElseThrow();
    String on = "<host><power_management><enabled>%s</enabled></power_management></host>";
    assertThat(drill.call("PUT", host, on.formatted(true)).status()).isEqualTo(200);
    assertThat(delete(host + "/fenceagents/" + id).status()).isEqualTo(409);
    drill.call("PUT", host, on.formatted(false));
    assertThat(delete(host + "/fenceagents/" + id).status()).isEqualTo(200);
  }
}
