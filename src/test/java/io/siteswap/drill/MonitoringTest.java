package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.siteswap.outbox.CourierForDrills;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;

/** What those see who look after Siteswap. */
class MonitoringTest extends DrillTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired private MeterRegistry meters;
  @Autowired private HealthEndpoint health;
  @Autowired private CourierForDrills courier;
  @Autowired private Environment environment;

  private double gauge(String name) {
    return meters.get(name).tag("cluster", "demo").gauge().value();
  }

  private long phases(String phase) {
    return Optional.ofNullable(
            meters
                .find("siteswap.phase.duration")
                .tags("runbook", "fail-over-site", "phase", phase, "outcome", "well")
                .timer())
        .map(timer -> timer.count())
        .orElse(0L);
  }

  @Test
  void countsARunAndItsPhases() {
    long before = phases("putHostsIntoMaintenance");
    assertThat(gauge("siteswap.runs.open")).isZero();

    drill.start("fail-over-site", "north");
    assertThat(gauge("siteswap.runs.open")).isOne();
    assertThat(gauge("siteswap.run.people")).isOne();
    drill.later(Duration.ofMinutes(3));
    assertThat(gauge("siteswap.run.still")).isEqualTo(180);

    drill.approve("approver-1").untilEnd();
    assertThat(gauge("siteswap.runs.open")).isZero();
    assertThat(phases("putHostsIntoMaintenance")).isEqualTo(before + 1);
    assertThat(
            meters
                .get("siteswap.run.duration")
                .tags("runbook", "fail-over-site", "outcome", "siteFailedOver")
                .timer()
                .max(TimeUnit.SECONDS))
        .isGreaterThanOrEqualTo(180);
    assertThat(meters.get("siteswap.people.wait").tag("task", "approvePlan").timer().count())
        .isPositive();
    assertThat(
            meters
                .get("siteswap.manager.calls")
                .tags("kind", "put host", "outcome", "answered")
                .timer()
                .count())
        .isPositive();
  }

  /** It would take two seconds to ask. */
  @Test
  void healthAnswersAtOnceFromWhatIsKnown() {
    drill.inventory();
    assertThat(manager()).isEqualTo(Status.UP);
    drill.fault("{\"method\":\"GET\",\"path\":\"/**\",\"delayMillis\":4000,\"times\":-1}");
    drill.forgetRequests();

    assertThat(manager()).isEqualTo(Status.UP);
    assertThat(drill.requests()).isZero();
  }

  @Test
  void healthKnowsThatTheManagerIsAwayOnceSomebodyHasAsked() {
    drill.managerAway();
    drill.later(Duration.ofMinutes(1));

    // The first who wants to know lets it be asked.
    drill.awaitForReal(() -> manager().equals(Status.DOWN));

    drill.noMoreFaults();
    drill.awaitForReal(() -> manager().equals(Status.UP));
  }

  private Status manager() {
    return health.healthForPath("manager").getStatus();
  }

  /** Each line that is written on behalf of a run says so. */
  @Test
  void linesOfTheLogCarryTheRunTheTicketAndTheCorrelationId() {
    Logger manager = (Logger) LoggerFactory.getLogger("io.siteswap.manager.Contact");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    manager.setLevel(Level.DEBUG);
    manager.addAppender(lines);
    try {
      drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    } finally {
      manager.detachAppender(lines);
      manager.setLevel(null);
    }

    List<Map<String, String>> asked =
        List.copyOf(lines.list).stream()
            .filter(line -> line.getFormattedMessage().startsWith("put host "))
            .map(ILoggingEvent::getMDCPropertyMap)
            .toList();
    assertThat(asked)
        .hasSize(3)
        .allSatisfy(
            marks ->
                assertThat(marks)
                    .containsEntry("run", drill.runId())
                    .containsEntry("ticket", "CHG1"))
        .extracting(marks -> marks.get("correlation"))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("sw-" + drill.runId().substring(0, 8)));
    assertThat(List.copyOf(lines.list))
        .filteredOn(line -> line.getFormattedMessage().startsWith("list the hosts"))
        .anyMatch(line -> drill.runId().equals(line.getMDCPropertyMap().get("run")));
  }

  /** Also those of the pools: of the outbox, the mirror and the evidence. */
  @Test
  void linesOfThePoolsCarryThemAsWell() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger all = (Logger) LoggerFactory.getLogger("io.siteswap");
    Logger manager = (Logger) LoggerFactory.getLogger("io.siteswap.manager.Contact");
    drill.refuse("/jobs", "no permission", -1);
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    all.addAppender(lines);
    manager.setLevel(Level.DEBUG);
    try {
      courier.carry();
    } finally {
      all.detachAppender(lines);
      manager.setLevel(null);
    }

    List<ILoggingEvent> said =
        List.copyOf(lines.list).stream()
            .filter(line -> !line.getLoggerName().contains("twin"))
            .filter(
                line ->
                    line.getFormattedMessage().matches("(add a job|list the events|.*mirror).*"))
            .toList();
    assertThat(said)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.startsWith("add a job"))
        .anyMatch(line -> line.contains("is not said to mirror"))
        .anyMatch(line -> line.startsWith("list the events of all"));
    assertThat(said)
        .allSatisfy(
            line ->
                assertThat(line.getMDCPropertyMap())
                    .as(line.getFormattedMessage())
                    .containsEntry("run", drill.runId())
                    .containsEntry("ticket", "CHG1")
                    .hasEntrySatisfying(
                        "correlation",
                        id -> assertThat(id).startsWith("sw-" + drill.runId().substring(0, 8))));
  }

  /** Whatever is said while a run goes on, as whoever collects logs reads it. */
  @Test
  void eachLineThatARunCausesSaysSoAsJson() throws IOException {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger all = (Logger) LoggerFactory.getLogger("io.siteswap");
    all.setLevel(Level.DEBUG);
    all.addAppender(lines);
    try {
      drill
          .refuse("/hosts/north-2/deactivate", "Not now.", 1)
          .start("fail-over-site", "north")
          .approve("approver-1")
          .untilTask("decideOnRefusedChanges")
          .decide("decideOnRefusedChanges", "operator", "undo")
          .untilEnd();
      courier.carry();
    } finally {
      all.detachAppender(lines);
      all.setLevel(null);
    }

    Encoder<ILoggingEvent> json = asConfigured("ecs");
    int told = 0;
    for (ILoggingEvent event : List.copyOf(lines.list)) {
      if (!event.getLoggerName().contains(".twin.")) {
        JsonNode line = JSON.readTree(json.encode(event));
        assertThat(line.path("run").asText()).as("%s", line).isEqualTo(drill.runId());
        assertThat(line.path("ticket").asText()).as("%s", line).isEqualTo("CHG1");
        assertThat(line.path("correlation").asText()).as("%s", line).startsWith("sw-");
        told++;
      }
    }
    assertThat(told).isGreaterThan(30);
  }

  /** As Spring Boot writes it where {@code logging.structured.format.console} says so. */
  private Encoder<ILoggingEvent> asConfigured(String format) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.putObject(Environment.class.getName(), environment);
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.start();
    return encoder;
  }
}
