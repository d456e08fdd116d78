package io.siteswap.people;

import java.time.Duration;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Who sends or reads slowly, or never what was announced, takes the server from nobody else. */
@Component
class SlowClients implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
  /** Between two parts of a body, and for all of it. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** What waits in the system for one who does not read; it would take megabytes by itself. */
  private static final String SENT_AHEAD = Integer.toString(128 << 10);

  private final Duration pause;
  private final Duration deadline;

  @Autowired
  SlowClients() {
    this(PAUSE, DEADLINE);
  }

  /**
   * For those who send slowly.
   *
   * @param pause between two parts of what they send
   * @param deadline for all of it
   */
  SlowClients(Duration pause, Duration deadline) {
    this.pause = pause;
    this.deadline = deadline;
  }

  /** Behind what makes the address of a request that of who has called the proxy. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(new FewAtOnce(), new BodyFirst(deadline));
    factory.addConnectorCustomizers(
        connector -> {
          connector.setProperty("socket.txBufSize", SENT_AHEAD);
          if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setConnectionUploadTimeout((int) pause.toMillis());
            http.setDisableUploadTimeout(false);
          }
        });
  }
}
