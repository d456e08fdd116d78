package io.siteswap.twin;

import io.siteswap.twin.world.WorldPreset;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded twin: its port, simulated seconds per real second, what its world begins with.
 *
 * @param address where it listens; its controls need no password, so that any but the machine's own
 *     is for a network of its own only, such as one of containers
 */
@ConfigurationProperties("siteswap.twin")
record TwinProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue(TwinOptions.LOOPBACK) String address,
    @DefaultValue("8181") int port,
    @DefaultValue("1") double speed,
    @DefaultValue("demo") WorldPreset world,
    @DefaultValue("3") int hostsPerSite,
    @DefaultValue("24") int vms,
    @DefaultValue Desk desk) {

  /**
   * The demo desk beside the twin.
   *
   * @param siteswap which is told what changes, where it is not the one that the twin is part of
   * @param header in which the secret goes along
   * @param secret that it shares with Siteswap
   */
  record Desk(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("") String siteswap,
      @DefaultValue("X-Desk-Secret") String header,
      @DefaultValue("") String secret) {
    @Override
    public String toString() {
      return enabled ? "on" : "off";
    }
  }
}
