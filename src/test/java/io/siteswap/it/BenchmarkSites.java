package io.siteswap.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The sites page at full size, with 20 who watch, in 512 MB: prints how long it takes from the look
 * that saw a move until Chromium has drawn it. Not one of the tests: docs/performance.md has the
 * command.
 */
@EnabledIf(value = "io.siteswap.it.Browser#isThere", disabledReason = Browser.NOT_THERE)
class BenchmarkSites {
  private static final int HOSTS = Integer.getInteger("benchmark.hosts", 50);
  private static final int VMS = Integer.getInteger("benchmark.vms", 4_000);
  private static final int VIEWERS = 20;
  private static final String LATEST =
      "() => JSON.stringify(performance.getEntriesByName('siteswap-move').map(m => m.detail)[0]"
          + " ?? {})";
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final Processes processes = new Processes();

  @Test
  void drawsAMoveSoonAfterTheLookThatSawIt() throws IOException {
    TwinProcess twin = processes.twin();
    TwinWorld world = twin.world();
    world.renew(HOSTS, VMS);
    world.speed(10);
    List<String> java =
        Stream.concat(Stream.of("-XX:TieredStopAtLevel=4", "-Xmx512m"), Jar.asItIs().stream())
            .toList();
    SiteswapProcess siteswap =
        processes.siteswap(processes.folder(), java, SiteswapProcess.with(twin.api()));
    siteswap.start();
    AtomicLong told = new AtomicLong();
    IntStream.range(1, VIEWERS).forEach(number -> watch(siteswap.url(), told));

    try (Browser browser = Browser.open()) {
      Page page = browser.signedIn(siteswap.url(), "operator", "drill-operator", "/");
      assertThat(page.locator(".tile"))
          .hasCount(2 * HOSTS, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
      siteswap.run("fail-over-site", "north", "CHG0001234");
      siteswap.decide("approvePlan", "approver-1", "approve");

      List<JsonNode> moves = moves(page);
      assertThat(moves).isNotEmpty();
      long[] millis =
          moves.stream()
              .mapToLong(move -> move.get("drawnAt").asLong() - move.get("seenAt").asLong())
              .sorted()
              .toArray();
      System.out.printf(
          "%d hosts, %d VMs, %d who watch, -Xmx512m: from the look that saw a move until it was"
              + " drawn %d ms (median), %d ms (longest of %d); moves at once %s; told to the others"
              + " %d MB%n",
          2 * HOSTS,
          VMS,
          VIEWERS,
          millis[millis.length / 2],
          millis[millis.length - 1],
          millis.length,
          moves.stream().map(move -> move.get("moved").asText()).toList(),
          told.get() >> 20);
      Browser.picture(page, "sites-full-size");
      assertThat(millis[millis.length - 1]).isLessThan(1000);
    }
  }

  /** Each time that some have moved, until the page says that the run has ended. */
  private static List<JsonNode> moves(Page page) {
    List<JsonNode> moves = new ArrayList<>();
    JarProcess.await(
        "the end of the failover",
        Duration.ofMinutes(5),
        () -> {
          JsonNode latest = latest(page);
          boolean isNew = moves.isEmpty() || !latest.equals(moves.get(moves.size() - 1));
          if (isNew && !latest.isEmpty()) {
            moves.add(latest);
          }
          return page.getByText("Site failed over").count() > 0;
        });
    return moves;
  }

  private static JsonNode latest(Page page) {
    try {
      return JSON.readTree((String) page.evaluate(LATEST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody else, who reads all that there is to read. */
  private static void watch(URI siteswap, AtomicLong told) {
    Thread thread =
        new Thread(
            () -> {
              try (InputStream stream = stream(siteswap)) {
                byte[] piece = new byte[1 << 16];
                for (int size = stream.read(piece); size >= 0; size = stream.read(piece)) {
                  told.addAndGet(size);
                }
              } catch (IOException e) {
                // Siteswap has ended.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static InputStream stream(URI siteswap) throws IOException, InterruptedException {
    String who =
        Base64.getEncoder()
            .encodeToString("operator:drill-operator".getBytes(StandardCharsets.UTF_8));
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(siteswap.resolve("/api/clusters/demo/live"))
                .header("Authorization", "Basic " + who)
                .build(),
            BodyHandlers.ofInputStream())
        .body();
  }
}
