package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The jar whose database goes away for good. */
class GroundIT {
  private static final int ENDED_TO_BE_STARTED_AGAIN = 70;
  private static final int LONGEST_LOG = 200_000;

  @RegisterExtension final Processes processes = new Processes();

  @Test
  void endsLoudlyWhenTheDatabaseStaysAway() throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start();
    SiteswapProcess siteswap =
        processes.siteswap(
            "--siteswap.twin.port=0",
            "--siteswap.twin.enabled=true",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=postgres");
    siteswap.start();

    postgres.close();

    assertThat(siteswap.awaitExit()).isEqualTo(ENDED_TO_BE_STARTED_AGAIN);
    assertThat(siteswap.log().stripTrailing().lines().reduce((first, last) -> last).orElseThrow())
        .startsWith("Siteswap ends: ");
    assertThat(siteswap.log()).hasSizeLessThan(LONGEST_LOG);
  }
}
