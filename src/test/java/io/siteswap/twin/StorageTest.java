package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Storage that is not seen, storage that is busy, and power management that acts. */
class StorageTest {
  private static final List<String> HOSTS =
      List.of("north-1", "north-2", "north-3", "south-1", "south-2", "south-3");

  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private String domain(String name, String field) {
    String path = "/datacenters/" + drill.dataCentre().id().orElseThrow() + "/storagedomains";
    return drill.get(path).xml().children().stream()
        .filter(domain -> domain.at("name").orElse("").equals(name))
        .findFirst()
        .flatMap(domain -> domain.at(field))
        .orElse("");
  }

  private void blind(String host) {
    drill.control("POST", "/hosts/" + host, "{\"withoutStorage\":\"data\"}");
  }

  @Test
  void aHostThatAloneDoesNotSeeADomainIsNotOperationalAfterFiveMinutes() {
    blind("south-1");
    drill.after(Duration.ofMinutes(4));
    assertThat(drill.status("south-1")).isEqualTo("up");
    drill.after(Duration.ofSeconds(62));
    assertThat(drill.status("south-1")).isEqualTo("non_operational");
    assertThat(drill.host("south-1").at("status_detail")).hasValue("storage_domain_unreachable");
    assertThat(drill.events(522)).isEqualTo(1);
    assertThat(domain("data", "status")).isEqualTo("active");

    drill.activate("south-1");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("south-1")).isEqualTo("non_operational");
    drill.control("POST", "/hosts/south-1", "{\"withStorage\":\"data\"}");
    drill.activate("south-1");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("south-1")).isEqualTo("up");
  }

  @Test
  void aMasterThatNobodySeesIsInactiveAndAnotherDomainBecomesTheMaster() {
    HOSTS.forEach(this::blind);
    drill.after(Duration.ofSeconds(301));

    assertThat(domain("archive", "master")).isEqualTo("true");
    assertThat(domain("data", "master")).isEqualTo("false");
    assertThat(HOSTS).allMatch(host -> drill.status(host).equals("up"));
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.events(970)).isEqualTo(1);
    drill.after(Duration.ofSeconds(20));
    assertThat(domain("data", "status")).isEqualTo("inactive");
    assertThat(drill.dataCentre().at("status")).hasValue("up");
    assertThat(drill.events(980)).isEqualTo(1);
  }

  @Test
  void withoutAnyOtherDomainTheDataCentreHasNoSpmUntilTheMasterIsBack() {
    drill.control("POST", "/storagedomains/archive", "{\"status\":\"inactive\"}");
    drill.control("POST", "/storagedomains/data", "{\"status\":\"inactive\"}");
    drill.after(Duration.ofMinutes(2));
    assertThat(drill.dataCentre().at("status")).hasValue("problematic");
    assertThat(HOSTS)
        .allMatch(host -> drill.host(host).at("spm/status").orElseThrow().equals("none"));

    drill.control("POST", "/storagedomains/data", "{\"status\":\"active\"}");
    drill.after(Duration.ofSeconds(20));
    assertThat(drill.dataCentre().at("status")).hasValue("up");
  }

  @Test
  void runningTasksBindTheSpm() {
    drill.control("POST", "/storagetasks", "{\"count\":2}");

    assertThat(drill.act(drill.hostPath("south-1") + "/forceselectspm").fault())
        .isEqualTo("[Cannot force select SPM. The Storage Pool has running tasks.]");
    assertThat(drill.deactivate("north-1").fault())
        .isEqualTo(
            "[Cannot switch Host to Maintenance mode. Host has asynchronous running tasks,\n"
                + "wait for operation to complete and retry.]");
    assertThat(drill.status("north-1")).isEqualTo("up");
    assertThat(drill.deactivate("south-2").status()).isEqualTo(200);

    drill.control("DELETE", "/storagetasks", "");
    assertThat(drill.act(drill.hostPath("south-1") + "/forceselectspm").status()).isEqualTo(200);
  }

  /** Recorded as 475 and 476. */
  @Test
  void powerManagementRebootsASilentHostAndFreesItsVms() {
    drill.control("POST", "/manager", "{\"automaticFencing\":true}");
    drill.control("POST", "/hosts/north-2", "{\"powerManaged\":true,\"power\":\"off\"}");
    drill.control("POST", "/hosts/north-2/lose", "");
    drill.after(Duration.ofSeconds(62));
    assertThat(drill.status("north-2")).isEqualTo("connecting");
    drill.after(Duration.ofSeconds(3));
    assertThat(drill.status("north-2")).isEqualTo("reboot");
    assertThat(drill.host("north-2").at("summary/total")).hasValue("0");
    assertThat(drill.events(539)).isEqualTo(1);
    assertThat(drill.events(143)).isEqualTo(8);

    drill.after(Duration.ofMinutes(3));
    assertThat(drill.status("north-2")).isEqualTo("up");
    assertThat(drill.vmStatus("db-1")).isEqualTo("up");
    assertThat(drill.statistics().path("runningTwice").asInt()).isZero();
  }

  @Test
  void itRebootsNobodyWhoseSwitchIsAwayOrWhereThePolicyForbidsIt() {
    drill.control("POST", "/manager", "{\"automaticFencing\":true}");
    drill.control("POST", "/hosts/north-2", "{\"powerManaged\":true}");
    drill.control("POST", "/hosts/north-2/lose", "");
    drill.after(Duration.ofSeconds(80));
    assertThat(drill.status("north-2")).isEqualTo("non_responsive");
    assertThat(drill.events(9002)).isEqualTo(1);

    drill.call(
        "PUT",
        drill.clusterPath(),
        "<cluster><fencing_policy><enabled>false</enabled></fencing_policy></cluster>");
    drill.control("POST", "/hosts/north-3", "{\"powerManaged\":true,\"power\":\"on\"}");
    drill.control("POST", "/hosts/north-3/lose", "");
    drill.after(Duration.ofSeconds(80));
    assertThat(drill.status("north-3")).isEqualTo("non_responsive");
    assertThat(drill.events(9015)).isEqualTo(1);
  }
}
