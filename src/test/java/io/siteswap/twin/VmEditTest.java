package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VmEditTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private TwinDrill.Response edit(String vm, String body) {
    return drill.call("PUT", drill.vmPath(vm), "<vm>" + body + "</vm>");
  }

  private String domain(String name) {
    Predicate<Element> named = domain -> domain.at("name").orElse("").equals(name);
    return drill.get("/storagedomains").xml().children().stream()
        .filter(named)
        .findFirst()
        .flatMap(Element::id)
        .orElseThrow();
  }

  private String lease(String name) {
    return "<lease><storage_domain id=\"" + domain(name) + "\"/></lease>";
  }

  private static String ha(boolean enabled) {
    return "<high_availability><enabled>"
        + enabled
        + "</enabled><priority>50</priority></high_availability>";
  }

  @Test
  void protectionComesInOneRequestAndKillsOnlyAfterTheNextStart() {
    TwinDrill.Response answer = edit("batch-1", ha(true) + lease("data"));

    assertThat(answer.status()).isEqualTo(200);
    Element vm = drill.vm("batch-1");
    assertThat(vm.at("high_availability/priority")).hasValue("50");
    assertThat(vm.child("lease")).isPresent();
    assertThat(vm.at("storage_error_resume_behaviour")).hasValue("auto_resume");
    assertThat(vm.at("next_run_configuration_exists")).hasValue("true");
    String next = drill.vmPath("batch-1") + "?next_run=true";
    assertThat(drill.get(next).xml().at("storage_error_resume_behaviour")).hasValue("kill");

    drill.act(drill.vmPath("batch-1") + "/stop");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.vm("batch-1").at("storage_error_resume_behaviour")).hasValue("kill");
    assertThat(drill.vm("batch-1").at("next_run_configuration_exists")).hasValue("false");
  }

  @Test
  void whatIsProtectedAlreadyNeedsNoRestart() {
    edit(
        "db-1",
        ha(true)
            + "<storage_error_resume_behaviour>auto_resume"
            + "</storage_error_resume_behaviour>");
    assertThat(drill.vm("db-1").at("next_run_configuration_exists")).hasValue("false");
    assertThat(drill.vm("db-1").at("storage_error_resume_behaviour")).hasValue("kill");
  }

  @Test
  void aRunningVmKeepsItsLeaseDomain() {
    assertThat(edit("db-1", lease("archive")).fault()).contains("Hot swapping VM leases");
    assertThat(edit("db-1", "<lease/>").status()).isEqualTo(200);
    assertThat(edit("db-1", lease("archive")).status()).isEqualTo(200);
  }

  @Test
  void aNewLeaseNeedsHighAvailabilityAnOldOneStaysWithout() {
    assertThat(edit("batch-1", ha(false) + lease("data")).status()).isEqualTo(409);
    assertThat(edit("db-1", ha(false) + lease("data")).status()).isEqualTo(200);
    assertThat(drill.vm("db-1").child("lease")).isPresent();
  }

  @Test
  void aLeaseThatNeverReachedTheVmIsOnlyAnEvent() {
    drill.control("POST", "/vms/batch-1", "{\"leaseHotPlugFails\":true}");

    assertThat(edit("batch-1", ha(true) + lease("data")).status()).isEqualTo(200);

    assertThat(drill.vm("batch-1").child("lease")).isPresent();
    assertThat(drill.events(1220)).isEqualTo(1);
    drill.control("POST", "/sites/north/lose", "{\"onlyNetwork\":true}");
    drill.after(Duration.ofMinutes(5));
    assertThat(drill.statistics().path("runningTwice").asInt()).isEqualTo(1);
  }

  @Test
  void anInactiveDomainTakesNoLeaseAndStartsNothing() {
    drill.act(drill.vmPath("db-1") + "/stop");
    drill.after(Duration.ofSeconds(5));
    drill.control("POST", "/storagedomains/data", "{\"status\":\"inactive\"}");

    assertThat(edit("batch-1", ha(true) + lease("data")).fault())
        .isEqualTo("[Cannot edit VM. The relevant Storage Domain's status is Inactive.]");
    assertThat(drill.act(drill.vmPath("db-1") + "/start").fault())
        .isEqualTo("[Cannot run VM. The VM lease storage domain (data) status is not active.]");
    drill.control("POST", "/storagedomains/data", "{\"status\":\"active\"}");
    assertThat(drill.act(drill.vmPath("db-1") + "/start").status()).isEqualTo(200);
    assertThat(drill.events(970) + drill.events(9505)).isEqualTo(2);
  }

  @Test
  void onlyVmsThatAreDownAreRemoved() {
    String path = drill.vmPath("db-1");
    assertThat(drill.call("DELETE", path, "").status()).isEqualTo(409);
    drill.act(path + "/stop");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.call("DELETE", path, "").status()).isEqualTo(200);
    assertThat(drill.get(path).status()).isEqualTo(404);
  }

  @Test
  void tagsAreMadeFirstAndThenPutOn() {
    String tags = drill.vmPath("db-1") + "/tags";
    String tag = "<tag><name>protected</name></tag>";
    assertThat(drill.call("POST", tags, tag).status()).isEqualTo(404);
    assertThat(drill.call("POST", "/tags", tag).status()).isEqualTo(201);
    assertThat(drill.call("POST", tags, tag).status()).isEqualTo(201);

    assertThat(drill.get("/vms?search=tag%3Dprotected").xml().children()).hasSize(1);
    assertThat(drill.get("/vms?follow=tags&search=name%3Ddb-1").body()).contains("protected");
    assertThat(drill.events(440)).isEqualTo(1);
  }

  @Test
  void theTwinAddsVmsWhereItIsTold() {
    drill.control("POST", "/vms", "{\"name\":\"new\",\"memoryMiB\":512,\"host\":\"south-1\"}");
    drill.control("POST", "/vms", "{\"name\":\"idle\"}");

    assertThat(drill.whereIs("new")).isEqualTo("south-1");
    assertThat(drill.vm("new").at("memory")).hasValue(String.valueOf(512L << 20));
    assertThat(drill.vmStatus("idle")).isEqualTo("down");
    assertThat(drill.control("POST", "/vms", "{\"name\":\"idle\"}").status()).isEqualTo(400);
  }

  @Test
  void everyEditNamesWhoMadeItAndForWhichCommand() {
    drill.authorized(
        drill
            .request(drill.vmPath("db-1"))
            .header("Content-Type", "application/xml")
            .header("Correlation-Id", "sw-audit-1")
            .method("PUT", java.net.http.HttpRequest.BodyPublishers.ofString("<vm/>")));
    assertThat(drill.get("/events?search=type%3D35%20and%20correlation_id%3Dsw-audit-1").body())
        .contains("VM db-1 configuration was updated by admin@internal-authz.");
  }
}
