package io.siteswap.console;

import io.siteswap.people.People;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends the log of the start with what to open, and who may sign in. */
@Component
class Greeting {
  private static final Logger log = LoggerFactory.getLogger(Greeting.class);

  private final StretchClusters clusters;
  private final People people;

  Greeting(StretchClusters clusters, People people) {
    this.clusters = clusters;
    this.people = people;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext web) {
      String url = "http://localhost:" + web.getWebServer().getPort();
      for (StretchCluster cluster : clusters.all()) {
        log.info(
            "Cluster {}: sites {} (primary) and {} of Manager {}; readiness at {}/clusters/{}",
            cluster.name(),
            cluster.primary().name(),
            cluster.secondary().name(),
            cluster.manager().url(),
            url,
            cluster.name());
      }
      log.info(
          """
          Siteswap is ready.
            Sites     {}/                        what is where, and what is going on, live
            Tasklist  {}/camunda/app/tasklist/   start and approve runbooks
            Cockpit   {}/camunda/app/cockpit/    follow runs, retry what failed
            Ledger    {}/runs                    every change of every run
            Sign in as: {}
          """
              .stripTrailing(),
          url,
          url,
          url,
          url,
          people.signIns());
    }
  }
}
