package io.siteswap.audit;

import io.siteswap.ledger.Run;
import io.siteswap.manager.ManagerEvent;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the Manager's own log tells of a run, found by its correlation ids. Read when somebody reads
 * the story, at most once in a while for all readers.
 */
@Component
class ManagersEvents {
  private static final int KEPT = 4;
  private static final Duration OPEN = Duration.ofSeconds(5);
  private static final Duration ENDED = Duration.ofMinutes(5);

  private record Known(List<ManagerEvent> events, Instant at) {}

  /** What was read, or why nothing could be. */
  record Answer(List<ManagerEvent> events, String missing) {}

  private final StretchClusters clusters;
  private final Managers managers;
  private final InstantSource clock;
  private final Map<String, Known> latest =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > KEPT;
        }
      };

  ManagersEvents(StretchClusters clusters, Managers managers, InstantSource clock) {
    this.clusters = clusters;
    this.managers = managers;
    this.clock = clock;
  }

  Answer of(Run run) {
    Known known = known(run);
    if (known != null) {
      return new Answer(known.events(), "");
    }
    Optional<StretchCluster> cluster =
        clusters.all().stream().filter(some -> some.name().equals(run.cluster())).findFirst();
    if (cluster.isEmpty()) {
      return new Answer(
          List.of(),
          "Cluster %s is no longer configured: the Manager's events are missing."
              .formatted(run.cluster()));
    }
    try {
      return new Answer(remembered(run, read(cluster.get(), run)).events(), "");
    } catch (ManagerUnreachable | ManagerRefused e) {
      return new Answer(List.of(), "The Manager does not tell its events now: " + e.getMessage());
    }
  }

  private List<ManagerEvent> read(StretchCluster cluster, Run run) {
    return managers.of(cluster).eventsOfAll(run.correlation());
  }

  private synchronized Known known(Run run) {
    Known known = latest.get(run.id());
    Duration age = run.isOpen() ? OPEN : ENDED;
    return known == null || known.at().plus(age).isBefore(clock.instant()) ? null : known;
  }

  private synchronized Known remembered(Run run, List<ManagerEvent> events) {
    Known known = new Known(List.copyOf(events), clock.instant());
    latest.put(run.id(), known);
    return known;
  }
}
