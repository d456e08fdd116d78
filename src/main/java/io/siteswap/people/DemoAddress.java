package io.siteswap.people;

import io.siteswap.site.WrongConfiguration;
import java.net.InetAddress;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** While people are there whose passwords everybody knows, nobody comes in from another machine. */
@Component
class DemoAddress implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {
  private final DemoPeople demo;
  private final ServerProperties server;
  private final ManagementServerProperties management;
  private final InetAddress twin;

  DemoAddress(
      DemoPeople demo,
      ServerProperties server,
      ManagementServerProperties management,
      @Value("${siteswap.twin.address:127.0.0.1}") InetAddress twin) {
    this.twin = twin;
    this.demo = demo;
    this.server = server;
    this.management = management;
  }

  /** After what the configuration says. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(ConfigurableWebServerFactory factory) {
    if (!demo.areIn()) {
      return;
    }
    refuseOther("server.address", Optional.ofNullable(server.getAddress()));
    refuseOther("management.server.address", Optional.ofNullable(management.getAddress()));
    refuseOther("siteswap.twin.address", Optional.of(twin));
    if (hasPortOfItsOwn() && management.getAddress() == null) {
      throw wrong("management.server.port is set without management.server.address");
    }
    factory.setAddress(
        Optional.ofNullable(server.getAddress()).orElseGet(InetAddress::getLoopbackAddress));
  }

  private boolean hasPortOfItsOwn() {
    return management.getPort() != null && !management.getPort().equals(server.getPort());
  }

  private static void refuseOther(String property, Optional<InetAddress> address) {
    address
        .filter(asked -> !asked.isLoopbackAddress())
        .ifPresent(
            asked -> {
              throw wrong("%s is %s".formatted(property, asked.getHostAddress()));
            });
  }

  private static WrongConfiguration wrong(String what) {
    return new WrongConfiguration(
        what + ", while the demo users exist, whose passwords everybody knows",
        "Set it to 127.0.0.1, or set people of your own, after which the demo users are gone:"
            + " siteswap.people.<user>.password and siteswap.people.<user>.groups, one of them of"
            + " camunda-admin.");
  }
}
