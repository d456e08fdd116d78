package io.siteswap.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.siteswap.site.ManagerAccess;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final Contact contact =
      new Contact(
          new ManagerAccess(
              URI.create("https://manager.example.com:8443/ovirt-engine/api"),
              "admin@internal",
              "secret",
              Optional.empty(),
              false),
          () -> now,
          meters);

  @Test
  void knowsSinceWhenTheManagerIsSilentAndWhy() {
    assertThat(contact.known().isNeverAsked()).isTrue();
    assertThat(contact.heard("list the hosts", () -> "some")).isEqualTo("some");
    now = now.plusSeconds(60);
    silent("no route");
    now = now.plusSeconds(60);
    silent("none within PT30S");

    Contact.Known known = contact.known();
    assertThat(known.answeredAt()).contains(Instant.parse("2026-11-01T12:00:00Z"));
    assertThat(known.silentSince()).contains(Instant.parse("2026-11-01T12:01:00Z"));
    assertThat(known.why()).contains("none within PT30S");
  }

  private void silent(String why) {
    assertThatThrownBy(
            () ->
                contact.heard(
                    "list the hosts",
                    () -> {
                      throw new ManagerUnreachable("list the hosts", why, null);
                    }))
        .isInstanceOf(ManagerUnreachable.class);
  }

  /** It is there, and says no. */
  @Test
  void aManagerThatRefusesHasAnswered() {
    assertThatThrownBy(
            () ->
                contact.heard(
                    "start VM web-1",
                    () -> {
                      throw new ManagerRefused("start VM web-1", 409, "locked", null);
                    }))
        .isInstanceOf(ManagerRefused.class);

    assertThat(contact.known().answeredAt()).contains(now);
    assertThat(
            meters
                .get("siteswap.manager.calls")
                .tags("manager", "manager.example.com:8443", "kind", "start VM")
                .tag("outcome", "refused")
                .timer()
                .count())
        .isEqualTo(1);
  }

  /** No figure for each VM. */
  @ParameterizedTest
  @CsvSource({
    "put host north-1 into maintenance, put host",
    "migrate VM web-1 to south-1, migrate VM",
    "list the storage domains, list storage domains",
    "list the hosts of cluster Default, list hosts",
    "read the permissions of admin@internal, read permissions",
    "protect VM host-7, protect VM"
  })
  void isToldByWhatIsAskedAndNeverByAName(String what, String kind) {
    assertThat(Contact.kind(what)).isEqualTo(kind);
  }
}
