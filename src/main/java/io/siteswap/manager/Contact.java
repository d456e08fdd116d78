package io.siteswap.manager;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.siteswap.site.ManagerAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one Manager has answered what it was asked: each call is timed, and the last one is known to
 * whoever wants to know how the Manager is without asking it.
 */
class Contact {
  private static final Logger log = LoggerFactory.getLogger(Contact.class);

  /** What calls are about: each is told by its verb, and the first of these that it names. */
  private static final List<String> THINGS =
      List.of(
          "storage domains",
          "affinity group",
          "affinity groups",
          "data centre",
          "image transfers",
          "power management",
          "permissions",
          "SPM priority",
          "networks",
          "clusters",
          "cluster",
          "events",
          "errors",
          "hosts",
          "host",
          "vms",
          "VM",
          "job",
          "API root");

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final String address;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private volatile Known known = new Known(Optional.empty(), Optional.empty(), "");

  /**
   * What is known.
   *
   * @param answeredAt when it last gave a usable answer
   * @param silentSince when it first gave none after that; empty while it answers
   * @param why it gave none
   */
  record Known(Optional<Instant> answeredAt, Optional<Instant> silentSince, String why) {
    boolean isNeverAsked() {
      return answeredAt.isEmpty() && silentSince.isEmpty();
    }

    /** When it was last heard, or was not. */
    private Known answered(Instant at) {
      return new Known(Optional.of(at), Optional.empty(), "");
    }

    private Known silent(Instant at, String reason) {
      return new Known(answeredAt, silentSince.or(() -> Optional.of(at)), reason);
    }
  }

  Contact(ManagerAccess access, InstantSource clock, MeterRegistry meters) {
    this.address = access.url().getAuthority();
    this.clock = clock;
    this.meters = meters;
  }

  Known known() {
    return known;
  }

  /** A Manager that refuses has answered. */
  <T> T heard(String what, Supplier<T> call) {
    long begin = System.nanoTime();
    try {
      T answer = call.get();
      ended(what, "answered", begin);
      known = known.answered(clock.instant());
      return answer;
    } catch (ManagerRefused e) {
      ended(what, "refused", begin);
      known = known.answered(clock.instant());
      throw e;
    } catch (ManagerUnreachable e) {
      ended(what, "unanswered", begin);
      known = known.silent(clock.instant(), e.getMessage());
      throw e;
    }
  }

  private void ended(String what, String outcome, long begin) {
    long took = System.nanoTime() - begin;
    log.debug("{}: {} after {} ms", what, outcome, TimeUnit.NANOSECONDS.toMillis(took));
    Timer.builder("siteswap.manager.calls")
        .description("Calls to a Manager, and how long they took")
        .tags("manager", address, "kind", kind(what), "outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(took, TimeUnit.NANOSECONDS);
  }

  /** As in "list storage domains"; never a name, of which there are thousands. */
  static String kind(String what) {
    String verb = what.substring(0, Math.max(0, what.indexOf(' '))).toLowerCase(Locale.ROOT);
    return THINGS.stream()
        .filter(thing -> at(what, thing) >= 0)
        .min(Comparator.comparing(thing -> at(what, thing)))
        .map(thing -> verb + " " + thing)
        .orElse(verb);
  }

  /** Where it stands as a word; names come behind what they name. */
  private static int at(String what, String thing) {
    Matcher matcher = Pattern.compile("\\b" + thing + "\\b").matcher(what);
    return matcher.find() ? matcher.start() : -1;
  }
}
