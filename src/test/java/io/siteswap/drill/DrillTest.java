package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.outbox.CourierForDrills;
import io.siteswap.runbook.watch.WatchForDrills;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A drill: the real engine, the real SDK and the twin over HTTP, with the time in the test's hand.
 * Every test begins with a fresh world and an empty database.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("drill")
@Import({
  DrillConfiguration.class,
  Drill.class,
  WatchForDrills.class,
  CourierForDrills.class,
  DrillDesk.class
})
public abstract class DrillTest {
  @Autowired protected Drill drill;

  /** Known before any bean is made: the configuration is held against the Manager first. */
  @DynamicPropertySource
  static void managerIsTheTwin(DynamicPropertyRegistry properties) {
    properties.add("siteswap.clusters.demo.manager.url", () -> DrillConfiguration.TWIN.api());
    properties.add("spring.mail.host", () -> "127.0.0.1");
    properties.add("spring.mail.port", () -> DrillConfiguration.MAIL.getSmtp().getPort());
    for (String chat : List.of("slack", "teams")) {
      String at = "siteswap.notices.webhooks." + chat;
      properties.add(at + ".type", () -> chat);
      properties.add(at + ".url", () -> DrillConfiguration.CHAT.baseUrl() + "/" + chat);
      // Other drills say nothing to the outside but what they are about.
      properties.add(at + ".kinds", () -> "escalated");
    }
  }

  /** Where the twin is that all drills share. */
  protected static URI twin() {
    return DrillConfiguration.TWIN.api();
  }

  @BeforeEach
  void beginAnew() {
    drill.beginAnew();
  }

  /** Whatever a drill is about. */
  @AfterEach
  void noVmRunsTwice() {
    assertThat(drill.runningTwice()).as("VMs that run at both sites").isZero();
  }
}
