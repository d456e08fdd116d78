package io.siteswap.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Killed before a note has reached the desk, and when the desk has it but has not answered yet. */
class KilledAtNoteIT extends Deaths {
  private static final String TICKET = "CHG0001234";
  private static final int NEVER_ANSWERS = 600_000;

  private final WireMockServer between =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().gzipDisabled(true));

  private URI desk;

  @BeforeEach
  void somethingStandsBetweenSiteswapAndItsDesk() {
    between.start();
    TwinProcess twin = processes.twin("--siteswap.twin.desk.enabled=true");
    world = twin.world();
    desk = twin.api().resolve("/");
    between.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().proxiedFrom(address())));
    siteswap =
        processes.siteswap(
            SiteswapProcess.and(
                SiteswapProcess.with(twin.api()),
                "--siteswap.tickets.desks.demo.type=servicenow",
                "--siteswap.tickets.desks.demo.url=" + between.baseUrl(),
                "--siteswap.tickets.desks.demo.user=desk",
                "--siteswap.tickets.desks.demo.password=desk",
                "--siteswap.tickets.desks.demo.timeout=10m"));
    siteswap.start();
  }

  @AfterEach
  void nothingStandsBetween() {
    between.stop();
  }

  @Test
  void theTicketHearsEachNoteOnce() {
    DeskOfDemo tickets = DeskOfDemo.at(desk.getPort());
    tickets.click(TICKET, "approve");
    world.speed(FAST);
    notes(ok().withFixedDelay(NEVER_ANSWERS));
    run = siteswap.run("fail-over-site", "north", TICKET);
    awaitNotesSent(1);

    killed(
        "before a note",
        () -> {},
        () -> {
          assertThat(tickets.notes()).isEmpty();
          notes(aResponse().proxiedFrom(address()).withFixedDelay(NEVER_ANSWERS));
        },
        () -> siteswap.tasks("approvePlan").size() == 1);
    JarProcess.await(
        "the desk has the note, and nobody its answer",
        Duration.ofSeconds(60),
        () -> tickets.notes().size() == 1);
    killed(
        "after a note",
        () -> {},
        () -> notes(aResponse().proxiedFrom(address())),
        () -> siteswap.tasks("approvePlan").size() == 1);
    siteswap.decide("approvePlan", "approver-1", "approve");
    siteswap.awaitState(run, "siteFailedOver");

    tickets.awaitNote("The run has ended: Site failed over");
    assertThat(tickets.notes()).doesNotHaveDuplicates().hasSizeGreaterThan(3);
  }

  private String address() {
    return "http://127.0.0.1:" + desk.getPort();
  }

  private void notes(ResponseDefinitionBuilder answer) {
    between.stubFor(
        patch(anyUrl()).withRequestBody(containing("work_notes")).atPriority(1).willReturn(answer));
  }

  private void awaitNotesSent(int count) {
    JarProcess.await(
        "a note leaves",
        Duration.ofSeconds(60),
        () ->
            between
                    .countRequestsMatching(
                        patchRequestedFor(anyUrl())
                            .withRequestBody(containing("work_notes"))
                            .build())
                    .getCount()
                == count);
  }
}
