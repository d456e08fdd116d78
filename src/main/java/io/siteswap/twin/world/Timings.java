package io.siteswap.twin.world;

import java.time.Duration;

/**
 * How long things take when a host falls silent. On real Managers one kind of partition took 5 s
 * until connecting and 61 s until non responsive, another 20 s and more than 140 s.
 */
public final class Timings {
  /** From the last answer until the Manager shows the host as connecting. */
  public Duration noticed = Duration.ofSeconds(5);

  /** From the last answer until it gives the host up, without what SPM and VMs add. */
  public Duration grace = Duration.ofMinutes(1);

  /** From the last renewal until storage lets others have what the host had locked. */
  public Duration lease = Duration.ofSeconds(140);
}
