package io.siteswap.drill;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.siteswap.twin.Twin;
import io.siteswap.twin.TwinOptions;
import io.siteswap.twin.desk.DeskOptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A twin on a free port, and the drill's own time. */
@TestConfiguration
class DrillConfiguration {
  private static final DrillClock CLOCK = new DrillClock();
  static final Twin TWIN =
      Twin.start(
          TwinOptions.defaults()
              .withPort(0)
              .withDesk(new DeskOptions("X-Desk-Secret", "drilled", Optional.empty())),
          (InstantSource) CLOCK);

  /** Where the mails of a drill arrive. */
  static final GreenMail MAIL = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));

  /** Where its chats are. */
  static final WireMockServer CHAT =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  static {
    MAIL.start();
    CHAT.start();
    CHAT.stubFor(any(anyUrl()).willReturn(ok()));
  }

  private static final Set<String> ENGINES = ConcurrentHashMap.newKeySet();

  /** What the engine of a drill is called. */
  record EngineName(String name) {}

  /** Engines of one process are found by name: a second one would be taken for the first. */
  @Bean
  static EngineName engineOfItsOwn(
      @Value("${camunda.bpm.process-engine-name:default}") String name) {
    if (name.contains("-")) {
      throw new IllegalStateException(
          "'%s' is no name for an engine: it may have no hyphen".formatted(name));
    }
    if (!ENGINES.add(name)) {
      throw new IllegalStateException(
          "There is an engine '%s' already: a drill with settings of its own names its engine by camunda.bpm.process-engine-name"
              .formatted(name));
    }
    return new EngineName(name);
  }

  @Bean
  @Primary
  DrillClock drillClock() {
    return CLOCK;
  }

  /** Closed by the end of the tests: all drills share one context. */
  @Bean(destroyMethod = "")
  static Twin twin() {
    return TWIN;
  }
}
