package io.siteswap.readiness.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long TCP connections from Siteswap to the hosts of one site took, in milliseconds; a
 * connection takes one round trip.
 */
public record Roundtrips(String site, List<HostTrips> hosts) {

  /**
   * One host.
   *
   * @param error why it could not be connected to; empty when it could
   */
  public record HostTrips(String host, String address, List<Double> milliseconds, String error) {}

  /** All of them, the shortest first. */
  private List<Double> sorted() {
    List<Double> all = new ArrayList<>();
    hosts.forEach(host -> all.addAll(host.milliseconds()));
    return all.stream().sorted().toList();
  }

  public int samples() {
    return sorted().size();
  }

  public Optional<Double> median() {
    return percentile(50);
  }

  public Optional<Double> p95() {
    return percentile(95);
  }

  public List<HostTrips> unreached() {
    return hosts.stream().filter(host -> !host.error().isEmpty()).toList();
  }

  /** The shortest that is not exceeded by so many in a hundred. */
  private Optional<Double> percentile(int percent) {
    List<Double> sorted = sorted();
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    int rank = (sorted.size() * percent + 99) / 100;
    return Optional.of(sorted.get(Math.max(rank, 1) - 1));
  }
}
