package io.siteswap.twin;

import io.siteswap.twin.desk.DeskOptions;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.WorldPreset;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a twin is to be: the address that it listens at, its port (0 takes any free one), simulated
 * seconds per real second, what its world begins with and how big that is, where it is kept,
 * whether it speaks TLS, and the demo desk beside it.
 */
public record TwinOptions(
    String address,
    int port,
    double speed,
    WorldPreset world,
    int hostsPerSite,
    int vms,
    Optional<Path> data,
    Optional<SSLContext> tls,
    Optional<DeskOptions> desk) {

  static final String LOOPBACK = "127.0.0.1";
  private static final int HIGHEST_PORT = 65_535;

  public TwinOptions {
    check(port >= 0 && port <= HIGHEST_PORT, "port", port, "0 to " + HIGHEST_PORT);
    check(speed > 0 && Double.isFinite(speed), "speed", speed, "a number above 0");
    check(
        hostsPerSite >= 1 && hostsPerSite <= DefaultWorld.MOST_HOSTS,
        "hostsPerSite",
        hostsPerSite,
        "1 to " + DefaultWorld.MOST_HOSTS);
    check(vms >= 0 && vms <= DefaultWorld.MOST_VMS, "vms", vms, "0 to " + DefaultWorld.MOST_VMS);
  }

  private static void check(boolean holds, String what, Number value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(what + " is " + value + ": expected " + expected);
    }
  }

  /**
   * Any free port of this machine only, real time, three hosts a site, 24 VMs, nothing kept, no
   * TLS, no desk.
   */
  public static TwinOptions defaults() {
    return new TwinOptions(
        LOOPBACK,
        0,
        1,
        WorldPreset.DEMO,
        3,
        24,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public TwinOptions withPort(int newPort) {
    return new TwinOptions(address, newPort, speed, world, hostsPerSite, vms, data, tls, desk);
  }

  public TwinOptions withSpeed(double newSpeed) {
    return new TwinOptions(address, port, newSpeed, world, hostsPerSite, vms, data, tls, desk);
  }

  public TwinOptions withWorld(WorldPreset preset) {
    return new TwinOptions(address, port, speed, preset, hostsPerSite, vms, data, tls, desk);
  }

  public TwinOptions withHostsPerSite(int hosts) {
    return new TwinOptions(address, port, speed, world, hosts, vms, data, tls, desk);
  }

  public TwinOptions withVms(int newVms) {
    return new TwinOptions(address, port, speed, world, hostsPerSite, newVms, data, tls, desk);
  }

  public TwinOptions withData(Path folder) {
    return new TwinOptions(
        address, port, speed, world, hostsPerSite, vms, Optional.of(folder), tls, desk);
  }

  public TwinOptions withTls(SSLContext context) {
    return new TwinOptions(
        address, port, speed, world, hostsPerSite, vms, data, Optional.of(context), desk);
  }

  public TwinOptions withDesk(DeskOptions wanted) {
    return new TwinOptions(
        address, port, speed, world, hostsPerSite, vms, data, tls, Optional.of(wanted));
  }
}
