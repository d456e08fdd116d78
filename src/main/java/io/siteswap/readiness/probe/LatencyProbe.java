package io.siteswap.readiness.probe;

import io.siteswap.readiness.probe.Roundtrips.HostTrips;
import io.siteswap.site.Latency;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Times TCP connections, which take one round trip each and say nothing. */
public class LatencyProbe {
  private static final double NANOS_IN_MILLI = 1e6;

  /** The address of a host. */
  public record Target(String host, String address) {}

  public List<Roundtrips> measure(List<String> sites, List<List<Target>> targets, Latency how) {
    if (how.samples() == 0) {
      return List.of();
    }
    List<Side> all = new ArrayList<>();
    for (int site = 0; site < sites.size(); site++) {
      for (Target target : targets.get(site)) {
        all.add(new Side(sites.get(site), target));
      }
    }
    List<HostTrips> trips =
        SideBySide.ask(all, side -> connect(side.target(), how), LatencyProbe::late);
    return sites.stream().map(site -> of(site, all, trips)).toList();
  }

  private record Side(String site, Target target) {}

  private static Roundtrips of(String site, List<Side> all, List<HostTrips> trips) {
    List<HostTrips> mine = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at).site().equals(site)) {
        mine.add(trips.get(at));
      }
    }
    return new Roundtrips(site, mine);
  }

  private static HostTrips late(Side side) {
    return new HostTrips(
        side.target().host(), side.target().address(), List.of(), "no answer in time");
  }

  private static HostTrips connect(Target target, Latency how) {
    // Looked up before the clock runs.
    InetSocketAddress address = new InetSocketAddress(target.address(), how.port());
    if (address.isUnresolved()) {
      return new HostTrips(
          target.host(), target.address(), List.of(), "the address is not known here");
    }
    List<Double> milliseconds = new ArrayList<>();
    try {
      for (int sample = 0; sample < how.samples(); sample++) {
        milliseconds.add(connect(address, how));
      }
      return new HostTrips(target.host(), target.address(), milliseconds, "");
    } catch (IOException e) {
      return new HostTrips(
          target.host(),
          target.address(),
          milliseconds,
          "port %d: %s".formatted(how.port(), e.getMessage()));
    }
  }

  private static double connect(InetSocketAddress address, Latency how) throws IOException {
    try (Socket socket = new Socket()) {
      long start = System.nanoTime();
      socket.connect(address, (int) how.timeout().toMillis());
      return (System.nanoTime() - start) / NANOS_IN_MILLI;
    }
  }
}
