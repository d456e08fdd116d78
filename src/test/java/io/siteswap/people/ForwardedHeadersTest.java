package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.WrongConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties.ForwardHeadersStrategy;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/** From where a call comes is believed of configured proxies alone. */
class ForwardedHeadersTest {
  private final ServerProperties server = new ServerProperties();

  private void start() {
    new ForwardedHeaders(server).customize(new TomcatServletWebServerFactory());
  }

  @Test
  void areNotTakenFromEverybody() {
    server.setForwardHeadersStrategy(ForwardHeadersStrategy.FRAMEWORK);

    assertThatThrownBy(this::start)
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining("believes everybody");
  }

  @Test
  void areTakenFromProxies() {
    assertThatCode(this::start).doesNotThrowAnyException();
    server.setForwardHeadersStrategy(ForwardHeadersStrategy.NATIVE);
    assertThatCode(this::start).doesNotThrowAnyException();
  }
}
