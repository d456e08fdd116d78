package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The jar that loses what it stands on. */
class GroundIT {
  private static final int ENDED_TO_BE_STARTED_AGAIN = 70;
  private static final int TOO_MANY_VMS = 10_000;
  private static final int LAST_LINES = 5;
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

    assertEndsLoudly(siteswap);
  }

  /** Whichever thread is the first that gets no memory. */
  @Test
  void endsLoudlyWhenTheMemoryIsUsedUp() {
    int port = Processes.freePort();
    SiteswapProcess siteswap =
        processes.siteswap(
            processes.folder(),
            Stream.concat(Stream.of("-Xmx150m"), Jar.unpacked().stream()).toList(),
            "--siteswap.twin.enabled=true",
            "--siteswap.twin.port=" + port);
    siteswap.start();
    TwinWorld world =
        new TwinWorld(URI.create("http://127.0.0.1:%d/ovirt-engine/api".formatted(port)));

    world.renew(50, TOO_MANY_VMS);
    // Whoever asks for it may not be answered any more.
    var unused = catchThrowable(() -> siteswap.run("fail-over-site", "north", "CHG1"));

    assertEndsLoudly(siteswap);
  }

  private static void assertEndsLoudly(SiteswapProcess siteswap) {
    assertThat(siteswap.awaitExit()).isEqualTo(ENDED_TO_BE_STARTED_AGAIN);
    // Another thread may get a line in between the last word and the end.
    List<String> log = siteswap.log().stripTrailing().lines().toList();
    assertThat(log.subList(Math.max(0, log.size() - LAST_LINES), log.size()))
        .anyMatch(line -> line.startsWith("Siteswap ends: "));
    assertThat(siteswap.log()).hasSizeLessThan(LONGEST_LOG);
  }
}
