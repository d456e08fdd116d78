package io.siteswap.manager;

import io.siteswap.site.ManagerAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.Api;
import org.ovirt.engine.sdk4.types.ProductInfo;

/** What the Manager says of itself: its version, its own id, and what its clock shows. */
class ApiRoot {
  private static final Duration FRESH = Duration.ofMinutes(1);
  // So much may be the way there and back, or the clock's own steps.
  private static final Duration NEGLIGIBLE = Duration.ofSeconds(2);

  private final ManagerAccess access;
  private final Calls calls;
  private final InstantSource clock;
  private volatile Optional<Said> last = Optional.empty();

  ApiRoot(ManagerAccess access, Calls calls, InstantSource clock) {
    this.access = access;
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * What it said at that time of ours.
   *
   * @param ahead how far its clock is ahead of ours
   */
  private record Said(Instant at, String id, Duration ahead) {}

  /** Asks, in one request. */
  ProductInfo read() {
    Instant asked = clock.instant();
    Api api = calls.make("read the API root", c -> c.systemService().get().send().api());
    Instant answered = clock.instant();
    // A Manager that tells no id is known by its address.
    String id = Optional.ofNullable(api.productInfo().instanceId()).orElse(access.url().toString());
    Duration ahead =
        Optional.ofNullable(api.time())
            .map(Date::toInstant)
            .map(theirs -> Duration.between(middle(asked, answered), theirs))
            .filter(difference -> difference.abs().compareTo(NEGLIGIBLE) > 0)
            .orElse(Duration.ZERO);
    last = Optional.of(new Said(answered, id, ahead));
    return api.productInfo();
  }

  private static Instant middle(Instant one, Instant other) {
    return one.plus(Duration.between(one, other).dividedBy(2));
  }

  /** Its own id, which it keeps for life. */
  String id() {
    if (last.isEmpty()) {
      var unused = read();
    }
    return last.orElseThrow().id();
  }

  /**
   * How far its clock is ahead of ours. What it logs is held against what we have asked for and
   * when, and its clock may be minutes off.
   */
  Duration ahead() {
    Instant now = clock.instant();
    if (last.filter(said -> !said.at().isAfter(now) && said.at().plus(FRESH).isAfter(now))
        .isEmpty()) {
      var unused = read();
    }
    return last.orElseThrow().ahead();
  }
}
