package io.siteswap.site;

import java.time.Duration;

/**
 * How the way between the sites is measured: by the time that TCP connections to hosts take.
 *
 * @param samples connections to each host; none switches the measurement off
 * @param timeout of each
 * @param limit the longest round trip between the sites that a stretch cluster bears
 */
public record Latency(int port, int samples, Duration timeout, Duration limit) {
  static final Latency DEFAULT =
      new Latency(54321, 5, Duration.ofSeconds(2), Duration.ofMillis(100));
}
