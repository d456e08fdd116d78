package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.people.PeopleProperties.Person;
import io.siteswap.runbook.Groups;
import io.siteswap.site.EmbeddedTwin;
import io.siteswap.site.StretchClusters;
import io.siteswap.site.WrongConfiguration;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/** Nobody comes in from elsewhere while people exist whose passwords everybody knows. */
class DemoAddressTest {
  private static final PeopleProperties NOBODY = new PeopleProperties(Map.of());
  private static final PeopleProperties SOMEBODY =
      new PeopleProperties(Map.of("admin", new Person("drill-1", List.of(Groups.ADMIN), "")));

  private final ServerProperties server = new ServerProperties();
  private final ManagementServerProperties management = new ManagementServerProperties();
  private InetAddress twin = InetAddress.getLoopbackAddress();

  private InetAddress bound(PeopleProperties people) {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
    factory.setAddress(server.getAddress());
    DemoPeople demo =
        new DemoPeople(new EmbeddedTwin(new StretchClusters(List.of()), true, 8181), people);
    new DemoAddress(demo, server, management, twin).customize(factory);
    return factory.getAddress();
  }

  private void assertRefused(String what) {
    assertThatThrownBy(() -> bound(NOBODY))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessage(what + ", while the demo users exist, whose passwords everybody knows");
  }

  @Test
  void isThisMachine() {
    assertThat(bound(NOBODY).isLoopbackAddress()).isTrue();
  }

  @Test
  void staysWhatItIsForPeopleOfOnesOwn() throws UnknownHostException {
    assertThat(bound(SOMEBODY)).isNull();
    server.setAddress(InetAddress.getByName("0.0.0.0"));
    assertThat(bound(SOMEBODY)).isEqualTo(InetAddress.getByName("0.0.0.0"));
  }

  @Test
  void isRefusedWhenItIsAnother() throws UnknownHostException {
    server.setAddress(InetAddress.getByName("0.0.0.0"));
    assertRefused("server.address is 0.0.0.0");
    server.setAddress(InetAddress.getByName("192.0.2.7"));
    assertRefused("server.address is 192.0.2.7");
    server.setAddress(InetAddress.getLoopbackAddress());
    assertThat(bound(NOBODY).isLoopbackAddress()).isTrue();
  }

  @Test
  void holdsForTheTwinAndForHealthAsWell() throws UnknownHostException {
    management.setPort(9090);
    assertRefused("management.server.port is set without management.server.address");
    management.setAddress(InetAddress.getByName("0.0.0.0"));
    assertRefused("management.server.address is 0.0.0.0");
    management.setAddress(InetAddress.getLoopbackAddress());
    assertThat(bound(NOBODY).isLoopbackAddress()).isTrue();
    twin = InetAddress.getByName("0.0.0.0");
    assertRefused("siteswap.twin.address is 0.0.0.0");
  }
}
