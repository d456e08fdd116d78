package io.siteswap.readiness.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.siteswap.readiness.probe.LatencyProbe;
import io.siteswap.readiness.probe.LatencyProbe.Target;
import io.siteswap.readiness.probe.Roundtrips;
import io.siteswap.readiness.probe.Roundtrips.HostTrips;
import io.siteswap.site.Latency;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What round trips from somewhere prove of the one between two sites. */
class BoundsTest {
  private static final Duration LIMIT = Duration.ofMillis(100);

  @Test
  void proveThatTheSitesAreNearWhenBothAreNear() {
    Bounds bounds = Bounds.of(trips("north", 2, 2, 2), trips("south", 5, 5, 5)).orElseThrow();

    assertThat(bounds).isEqualTo(new Bounds(3, 7));
    assertThat(bounds.areBelow(LIMIT)).isTrue();
    assertThat(bounds.areAbove(LIMIT)).isFalse();
  }

  @Test
  void proveThatTheSitesAreFarWhenOnlyOneIsNear() {
    Bounds bounds = Bounds.of(trips("north", 1), trips("south", 140)).orElseThrow();

    assertThat(bounds.areAbove(LIMIT)).isTrue();
  }

  @Test
  void proveNothingWhenBothAreFar() {
    Bounds bounds = Bounds.of(trips("north", 60), trips("south", 60)).orElseThrow();

    assertThat(bounds.areBelow(LIMIT)).isFalse();
    assertThat(bounds.areAbove(LIMIT)).isFalse();
  }

  @Test
  void countTheSlowTailForWhatItIsAtMostAndTheMedianForWhatItIsAtLeast() {
    Roundtrips north = trips("north", IntStream.rangeClosed(1, 20).asDoubleStream().toArray());

    assertThat(north.median()).contains(10.0);
    assertThat(north.p95()).contains(19.0);
    assertThat(Bounds.of(north, trips("south", 10)).orElseThrow()).isEqualTo(new Bounds(0, 29));
  }

  @Test
  void areNoneWithoutAnyAnswerOfASite() {
    assertThat(Bounds.of(trips("north", 1), trips("south"))).isEmpty();
  }

  @Test
  void areMeasuredByRealConnections() throws IOException {
    try (ServerSocket host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Latency how = new Latency(host.getLocalPort(), 3, Duration.ofSeconds(2), LIMIT);

      List<Roundtrips> sites =
          new LatencyProbe()
              .measure(
                  List.of("north", "south"),
                  List.of(
                      List.of(new Target("north-1", "127.0.0.1")),
                      List.of(new Target("south-1", "127.0.0.1"))),
                  how);

      assertThat(sites).extracting(Roundtrips::samples).containsExactly(3, 3);
      assertThat(sites.get(0).median().orElseThrow()).isCloseTo(0, within(1000.0));
      assertThat(sites.get(0).unreached()).isEmpty();
    }
  }

  @Test
  void sayWhyAHostWasNotReached() throws IOException {
    // Nobody else gets the port while it is bound, and nobody listens at it.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int closed = bound.getLocalPort();
      Latency how = new Latency(closed, 3, Duration.ofSeconds(2), LIMIT);

      List<Roundtrips> sites =
          new LatencyProbe()
              .measure(List.of("north"), List.of(List.of(new Target("north-1", "127.0.0.1"))), how);

      HostTrips host = sites.get(0).unreached().get(0);
      assertThat(host.host()).isEqualTo("north-1");
      assertThat(host.error()).startsWith("port " + closed + ": ");
      assertThat(sites.get(0).median()).isEmpty();
    }
  }

  private static Roundtrips trips(String site, double... milliseconds) {
    return new Roundtrips(
        site,
        List.of(
            new HostTrips(
                site + "-1", "10.0.0.1", DoubleStream.of(milliseconds).boxed().toList(), "")));
  }
}
