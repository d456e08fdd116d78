package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that are kept from outside, as a Manager built from its source treats them. */
class ExternalJobsTest {
  private static final String ENDED = "<action><succeeded>%s</succeeded></action>";

  private static final String STEP =
      "<step><description>A phase</description><type>executing</type></step>";

  private final TwinDrill drill = TwinDrill.start();
  private final String job = id(post("/jobs", "<job><description>A run</description></job>"));

  @AfterEach
  void stop() {
    drill.close();
  }

  private TwinDrill.Response post(String path, String body) {
    return drill.call("POST", path, body);
  }

  private static String id(TwinDrill.Response added) {
    assertThat(added.status()).isEqualTo(201);
    return added.xml().id().orElseThrow();
  }

  private String addStep() {
    return id(post("/jobs/" + job + "/steps", STEP));
  }

  private Element job() {
    return drill.get("/jobs/" + job).xml();
  }

  private String status() {
    return job().at("status").orElseThrow();
  }

  private List<String> steps() {
    return drill.get("/jobs/" + job + "/steps").xml().children().stream()
        .map(step -> step.at("status").orElseThrow())
        .toList();
  }

  @Test
  void theEndOfAJobIsTheEndOfItsOpenSteps() {
    String first = addStep();
    post("/jobs/" + job + "/steps/" + first + "/end", ENDED.formatted(true));
    addStep();
    post("/jobs/" + job + "/end", ENDED.formatted(false));

    assertThat(status()).isEqualTo("failed");
    assertThat(steps()).containsExactly("finished", "failed");
  }

  @Test
  void aStepThatHasFailedEndsItsJob() {
    String first = addStep();
    addStep();
    post("/jobs/" + job + "/steps/" + first + "/end", ENDED.formatted(false));

    assertThat(status()).isEqualTo("failed");
    assertThat(steps()).containsExactly("failed", "failed");
    addStep();
    assertThat(steps()).endsWith("started");
  }

  @Test
  void anEndedJobIsNotEndedAgain() {
    post("/jobs/" + job + "/end", ENDED.formatted(true));

    assertThat(post("/jobs/" + job + "/end", ENDED.formatted(false)).status()).isEqualTo(200);
    assertThat(status()).isEqualTo("finished");
  }

  @Test
  void ofWhatWasOpenTheManagerKnowsNothingAfterItsRestart() {
    String step = addStep();
    drill.control("POST", "/manager/restart", "{\"seconds\":24}");
    drill.after(Duration.ofSeconds(25));

    assertThat(status()).isEqualTo("unknown");
    assertThat(job().at("end_time")).isPresent();
    assertThat(steps()).containsExactly("unknown");
    post("/jobs/" + job + "/end", ENDED.formatted(true));
    assertThat(status()).isEqualTo("unknown");
    post("/jobs/" + job + "/steps/" + step + "/end", ENDED.formatted(true));
    assertThat(steps()).containsExactly("finished");
  }

  @Test
  void whatGoesOnInAJobThatIsGoneIsRefused() {
    String gone = "/jobs/00000000-0000-0000-0000-000000000001";

    assertThat(post(gone + "/steps", STEP).fault())
        .isEqualTo("[Cannot add External Job. Step should be a child of the Job or other Step.]");
    assertThat(post(gone + "/end", ENDED.formatted(true)).fault())
        .isEqualTo("[Cannot Clear External Job. Job not found.]");
    assertThat(post(gone + "/steps/" + job + "/end", ENDED.formatted(true)).fault())
        .isEqualTo("[Cannot ${action} ${type}. Step not found.]");
    assertThat(post(gone + "/end", ENDED.formatted(true)).status()).isEqualTo(400);
    assertThat(drill.get(gone).status()).isEqualTo(404);
    assertThat(drill.get(gone + "/steps").xml().children()).isEmpty();
  }
}
