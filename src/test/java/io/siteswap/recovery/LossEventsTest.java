package io.siteswap.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Since when a host is silent, by what the Manager's log tells; the sentences were recorded. */
class LossEventsTest {
  private static final Instant LOST = Instant.parse("2026-11-22T11:37:24.500Z");
  private static final Host HOST = host("north-1");

  private final List<LogEntry> events = new ArrayList<>();

  @Test
  void theLastAnswerIsWhereTheLogSaysHowLongAgoItCame() {
    unanswered("north-1", 22_501);
    event(12, 64_000, "Host north-1 is non responsive.");

    assertThat(log().unreachableSince(HOST)).contains(LOST);
  }

  @Test
  void withoutThatItIsWhenTheManagerNoticed() {
    event(9008, 3_000, "Host north-1 became unreachable");
    event(12, 64_000, "Host north-1 is non responsive.");

    assertThat(log().unreachableSince(HOST)).contains(LOST.plusMillis(3_000));
  }

  @Test
  void anOldLossDoesNotCountForANewOne() {
    unanswered("north-1", 22_501);
    event(9008, 3_600_000, "Host north-1 became unreachable");

    assertThat(log().unreachableSince(HOST)).contains(LOST.plusSeconds(3_600));
  }

  @Test
  void aHostIsUnheardOfBeforeItsStatusSaysSo() {
    unanswered("north-1", 22_501);

    assertThat(log().unheardSince(HOST, LOST.plusSeconds(30))).contains(LOST);
    assertThat(log().unheardSince(host("north-10"), LOST.plusSeconds(30))).isEmpty();
  }

  @Test
  void andNoLongerOnceItWasHeardAgainOrTheStatusMustHaveSaidSo() {
    unanswered("north-1", 22_501);
    assertThat(log().unheardSince(HOST, LOST.plusSeconds(900))).isEmpty();

    event(13, 40_000, "Status of host north-1 was set to Up.");
    assertThat(log().unheardSince(HOST, LOST.plusSeconds(41))).isEmpty();
  }

  @Test
  void otherCommandsThatFailSayNothingOfTheHost() {
    event(
        10_802,
        85_000,
        "VDSM north-1 command CreateBrokerVDS failed: Virtual machine already exists");

    assertThat(log().unreachableSince(HOST)).isEmpty();
    assertThat(log().unheardSince(HOST, LOST.plusSeconds(86))).isEmpty();
  }

  private LossEvents log() {
    return new LossEvents(events);
  }

  private void unanswered(String host, long millis) {
    event(
        10_802,
        millis,
        "VDSM %s command Get Host Statistics failed: Connection timeout for host '10.99.0.11', last response arrived %d ms ago."
            .formatted(host, millis));
  }

  private void event(int code, long millis, String description) {
    events.add(
        new LogEntry(
            events.size(), code, Severity.ERROR, LOST.plusMillis(millis), description, "", "", ""));
  }

  private static Host host(String name) {
    return new Host(
        new HostRef(name, name),
        "cluster",
        HostStatus.PREPARING_FOR_MAINTENANCE,
        "",
        Host.Spm.NONE,
        5,
        new Host.Load(1, 1, 0),
        new Host.Access(name + ".example.com", 54_321, false, Optional.empty()));
  }
}
