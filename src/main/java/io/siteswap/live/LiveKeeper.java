package io.siteswap.live;

import io.siteswap.ground.Clockwork;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Shows the clusters that somebody watches, second by second; drills do that by hand. */
@Component
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class LiveKeeper {
  private static final Logger log = LoggerFactory.getLogger(LiveKeeper.class);

  private static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration SILENCE = Duration.ofSeconds(5);
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Live live;
  private final Set<String> looking = ConcurrentHashMap.newKeySet();
  private final Set<String> showing = ConcurrentHashMap.newKeySet();
  private final Clockwork clockwork = new Clockwork("live");
  // Each in a thread of its own, and only while it lasts: a Manager that hangs must not hold up
  // what is shown.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "live-now");
            thread.setDaemon(true);
            return thread;
          });

  LiveKeeper(Live live) {
    this.live = live;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    clockwork.every(SECOND, () -> live.watched().forEach(this::second));
  }

  /** Something was seen; whoever reads the Manager is not held up by what is shown of it. */
  void showSoon(StretchCluster cluster) {
    if (live.feed(cluster).isWatched() && showing.add(cluster.name())) {
      execute(
          () -> {
            showing.remove(cluster.name());
            show(cluster);
          });
    }
  }

  private void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("nothing is shown any more", e);
    }
  }

  private void second(StretchCluster cluster) {
    if (looking.add(cluster.name())) {
      execute(() -> look(cluster));
    }
    show(cluster);
    live.feed(cluster).viewers().forEach(viewer -> viewer.beat(SILENCE, LONGEST));
  }

  private void look(StretchCluster cluster) {
    try {
      live.look(cluster);
    } catch (RuntimeException e) {
      log.error("cluster {} could not be looked at; tried again", cluster.name(), e);
    } finally {
      looking.remove(cluster.name());
    }
  }

  /** What goes wrong with one cluster holds up no other. */
  private void show(StretchCluster cluster) {
    try {
      live.show(cluster);
    } catch (RuntimeException e) {
      log.error("cluster {} could not be shown; tried again in {}", cluster.name(), SECOND, e);
    }
  }

  /** Else the server would wait for those who watch before it ends. */
  @EventListener(ContextClosedEvent.class)
  void stop() {
    clockwork.close();
    threads.shutdownNow();
    live.watched().forEach(cluster -> live.feed(cluster).viewers().forEach(Viewer::end));
  }
}
