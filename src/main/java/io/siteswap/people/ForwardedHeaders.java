package io.siteswap.people;

import io.siteswap.site.WrongConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties.ForwardHeadersStrategy;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Whoever calls may write from where the call comes; only proxies that are configured are believed.
 */
@Component
class ForwardedHeaders implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {
  private final ServerProperties server;

  ForwardedHeaders(ServerProperties server) {
    this.server = server;
  }

  @Override
  public void customize(ConfigurableWebServerFactory factory) {
    if (server.getForwardHeadersStrategy() == ForwardHeadersStrategy.FRAMEWORK) {
      throw new WrongConfiguration(
          "server.forward-headers-strategy is framework, which believes everybody who sends"
              + " X-Forwarded-For",
          "Set it to native, and server.tomcat.remoteip.internal-proxies to the addresses of your"
              + " proxies, as a regular expression.");
    }
  }
}
