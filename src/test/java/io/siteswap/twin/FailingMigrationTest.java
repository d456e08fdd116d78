package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Migrations that fail by themselves, and whose name the events bear. */
class FailingMigrationTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private TwinDrill.Response deactivate(String host, String correlation) {
    return drill.authorized(
        drill
            .request(drill.hostPath(host) + "/deactivate")
            .header("Content-Type", "application/xml")
            .header("Correlation-Id", correlation)
            .POST(HttpRequest.BodyPublishers.ofString("<action><reason>CHG1</reason></action>")));
  }

  private List<Element> events(String search) {
    return drill.get("/events?search=" + search).xml().children();
  }

  private static String said(Element event) {
    return event.at("description").orElse("");
  }

  /** Recorded as 712, 715 and 730. */
  @Test
  void aMigrationOfAMaintenanceHasAnIdOfItsOwnAndNoReason() {
    deactivate("south-1", "warm-up");
    deactivate("north-2", "sw-demo-0001");
    drill.after(Duration.ofMinutes(2));

    assertThat(events("correlation_id%3Dsw-demo-0001"))
        .extracting(event -> event.at("code").orElseThrow())
        .containsExactly("600");
    List<Element> starts = events("type%3D67");
    assertThat(starts).isNotEmpty().allMatch(event -> said(event).endsWith("Reason: )."));
    assertThat(starts)
        .extracting(event -> event.at("correlation_id").orElseThrow())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{8}"));
    Element done = events("type%3D63").get(0);
    assertThat(starts)
        .extracting(event -> event.at("correlation_id"))
        .contains(done.at("correlation_id"));
  }

  /**
   * Recorded as 730: the VM stays, the host prepares on, and the Manager tries again much later.
   */
  @Test
  void oneThatFailsIsToldUnderItsOwnIdAndTriedAgainAfterFiveMinutes() {
    String vm =
        drill.get("/vms?search=host%3Dnorth-2").xml().children().get(0).at("name").orElseThrow();
    drill.control("POST", "/vms/" + vm, "{\"migrationsToFail\":1}");
    assertThat(deactivate("north-2", "sw-demo-0001").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(100));

    assertThat(drill.status("north-2")).isEqualTo("preparing_for_maintenance");
    assertThat(drill.whereIs(vm)).isEqualTo("north-2");
    Element failed = events("type%3D120").get(0);
    assertThat(said(failed))
        .startsWith(
            "Migration failed due to an Error: Internal Engine Error (VM: "
                + vm
                + ", Source: north-2, Destination: ");
    assertThat(failed.at("correlation_id").orElseThrow()).isNotEqualTo("sw-demo-0001");
    assertThat(failed.child("vm").flatMap(about -> about.at("name"))).hasValue(vm);

    drill.after(Duration.ofMinutes(5));
    assertThat(drill.status("north-2")).isEqualTo("maintenance");
  }

  @Test
  void someoneElsesMigrationFailsUnderTheIdOfItsCall() {
    drill.control("POST", "/vms/db-1", "{\"migrationsToFail\":-1,\"migrationError\":\"no route\"}");
    drill.authorized(
        drill
            .request(drill.vmPath("db-1") + "/migrate")
            .header("Content-Type", "application/xml")
            .header("Correlation-Id", "sw-mine")
            .POST(HttpRequest.BodyPublishers.ofString("<action/>")));
    drill.after(Duration.ofSeconds(5));

    assertThat(events("correlation_id%3Dsw-mine"))
        .extracting(FailingMigrationTest::said)
        .anyMatch(text -> text.startsWith("Migration failed due to an Error: no route (VM: db-1"));
    assertThat(drill.vmStatus("db-1")).isEqualTo("up");
  }

  /** Recorded as 709 to 713 and 731. */
  @Test
  void aHypervisorThatRefusesAllFailsTheCallWithoutAReason() {
    drill.control("POST", "/hosts/north-2", "{\"refusesMigrations\":true}");

    TwinDrill.Response refused = deactivate("north-2", "sw-demo-0002");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.fault()).isEqualTo("[]");
    assertThat(drill.status("north-2")).isEqualTo("preparing_for_maintenance");
    assertThat(events("correlation_id%3Dsw-demo-0002"))
        .extracting(FailingMigrationTest::said)
        .containsExactly(
            "Host north-2 cannot change into maintenance mode - not all Vms have been migrated"
                + " successfully. Consider manual intervention: stopping/migrating Vms running on"
                + " this host. (User: admin@internal-authz).");
    assertThat(drill.events(10802)).isEqualTo(1);
    assertThat(drill.events(120)).isEqualTo(8);
    assertThat(drill.activate("north-2").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.status("north-2")).isEqualTo("up");
  }

  @Test
  void theReasonOfAHostThatDoesNotAnswerIsDropped() {
    drill.control("POST", "/hosts/south-1/lose", "");
    drill.after(Duration.ofMinutes(3));
    assertThat(deactivate("south-1", "sw-demo-0003").status()).isEqualTo(200);

    assertThat(drill.host("south-1").at("status_detail")).isEmpty();
    assertThat(events("correlation_id%3Dsw-demo-0003"))
        .extracting(event -> event.at("code").orElseThrow())
        .containsExactly("620");
  }
}
