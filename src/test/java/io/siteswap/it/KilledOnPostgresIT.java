package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Killed with the runs in PostgreSQL. */
class KilledOnPostgresIT extends Deaths {
  @Test
  void failsOverOnPostgresThoughKilled() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      givenTwinAndSiteswap(
          "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
          "--spring.datasource.username=postgres",
          "--spring.datasource.password=postgres");
      run = siteswap.run("fail-over-site", "north", "CHG1");
      siteswap.awaitTask("approvePlan");

      killedRightAfterTheApproval();
      world.fault("{'method':'POST','path':'/hosts/*/deactivate','times':3,'delayMillis':3000}");
      world.speed(FAST);
      killedWhileTheHostsAreAsked();
      world.speed(FAST);

      thenTheSiteIsEmpty();
      assertThat(world.asked("POST", "/forceselectspm")).isEqualTo(1);
      assertThat(world.asked("POST", "/deactivate")).isEqualTo(3);
      thenEachVmMovedOnce();
      siteswap.close();
    }
  }

  private void killedRightAfterTheApproval() {
    world.speed(SLOW);
    siteswap.decide("approvePlan", "approver-1", "approve");
    killed("right after the approval", () -> world.asked("POST", "/forceselectspm") == 1);
  }
}
