package io.siteswap.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.siteswap.live.Picture.VmDot;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Somebody who reads slowly holds up nobody, and nothing heaps up for him. */
class ViewerTest {
  private boolean welcome = true;
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final Feed feed =
      new Feed(new ObjectMapper().registerModule(new JavaTimeModule()), () -> now);

  /** What a browser has taken, as much as it wants to take. */
  private static final class Taken extends ServletOutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pieces = Integer.MAX_VALUE;

    @Override
    public boolean isReady() {
      return pieces > 0;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      pieces--;
      bytes.write(some, from, length);
    }

    @Override
    public void write(int one) {
      bytes.write(one);
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    String text() {
      return bytes.toString(UTF_8);
    }

    long told(String kind) {
      return text().lines().filter(("event: " + kind)::equals).count();
    }
  }

  private Viewer watch(Taken taken, String lastEventId) {
    Viewer viewer =
        new Viewer(
            feed,
            new MockAsyncContext(new MockHttpServletRequest(), new MockHttpServletResponse()),
            taken,
            feed.known(lastEventId),
            () -> welcome,
            () -> now);
    feed.viewers().add(viewer);
    viewer.onWritePossible();
    return viewer;
  }

  private static Picture picture(int vms, IntFunction<String> host) {
    Map<String, VmDot> dots =
        IntStream.range(0, vms)
            .boxed()
            .collect(
                Collectors.toMap(
                    number -> "id-" + number,
                    number -> new VmDot("vm-" + number, host.apply(number), "up")));
    return new Picture(null, null, Map.of(), dots, Map.of(), null, null, List.of(), null, null);
  }

  @Test
  void whoeverReadsSlowlyGetsASnapshotForAllThatHeHasMissed() {
    Taken slow = new Taken();
    Taken quick = new Taken();
    Viewer late = watch(slow, "");
    watch(quick, "");
    feed.show(picture(4000, number -> "a"));
    slow.pieces = 0;
    // More than is kept: each time all move.
    for (int move = 0; move < 20; move++) {
      String to = "host-" + move;
      feed.show(picture(4000, number -> to));
    }
    assertThat(quick.told("snapshot")).isEqualTo(1);
    assertThat(quick.told("change")).isEqualTo(20);
    assertThat(slow.told("snapshot") + slow.told("change")).isEqualTo(1);

    slow.pieces = Integer.MAX_VALUE;
    late.onWritePossible();

    assertThat(slow.told("snapshot")).isEqualTo(2);
    assertThat(slow.text()).contains("\"host-19\"").doesNotContain("\"host-7\"");
  }

  /** Never half of an event and then another. */
  @Test
  void goesOnWhereItWasWhenHeTakesMore() {
    Taken taken = new Taken();
    taken.pieces = 2;
    Viewer viewer = watch(taken, "");
    feed.show(picture(4000, number -> "a"));
    assertThat(taken.told("change")).isZero();
    feed.show(picture(4000, number -> number == 5 ? "b" : "a"));

    while (taken.told("change") == 0) {
      taken.pieces = 1;
      viewer.onWritePossible();
    }

    assertThat(taken.text()).contains("\"id-5\":{\"name\":\"vm-5\",\"host\":\"b\"");
    assertThat(taken.text().lines().filter(line -> line.startsWith("data: ")))
        .allSatisfy(line -> assertThat(line).endsWith("}"));
  }

  /** What arrives late would make an old picture look new. */
  @Test
  void whatArrivesLateIsFollowedByWhatTimeItIs() {
    Taken slow = new Taken();
    Viewer late = watch(slow, "");
    feed.show(picture(1, number -> "a"));
    slow.pieces = 0;
    feed.show(picture(1, number -> "b"));
    now = now.plusSeconds(30);

    slow.pieces = Integer.MAX_VALUE;
    late.onWritePossible();

    assertThat(slow.told("change")).isEqualTo(2);
    assertThat(slow.text()).endsWith("data: {\"now\":\"2026-11-01T12:00:30Z\"}\n\n");
  }

  @Test
  void isToldWhatTimeItIsWhileNothingChanges() {
    Taken taken = new Taken();
    Viewer viewer = watch(taken, "");
    feed.show(picture(1, number -> "a"));
    viewer.beat(Duration.ofSeconds(5), Duration.ofMinutes(5));
    assertThat(taken.told("change")).isZero();

    now = now.plusSeconds(6);
    viewer.beat(Duration.ofSeconds(5), Duration.ofMinutes(5));
    assertThat(taken.text())
        .endsWith("event: change\ndata: {\"now\":\"2026-11-01T12:00:06Z\"}\n\n");
  }

  @Test
  void endsSoonForWhoeverIsNotWelcomeAnyMore() {
    Viewer viewer = watch(new Taken(), "");
    welcome = false;
    viewer.beat(Duration.ofSeconds(5), Duration.ofMinutes(5));
    assertThat(feed.isWatched()).as("asked at each beat").isTrue();

    now = now.plusSeconds(6);
    viewer.beat(Duration.ofSeconds(5), Duration.ofMinutes(5));

    assertThat(feed.isWatched()).isFalse();
  }

  /** Whatever the door would say now is said to everybody who comes back. */
  @Test
  void endsAfterAWhile() {
    Taken taken = new Taken();
    Viewer viewer = watch(taken, "");
    now = now.plusSeconds(301);

    viewer.beat(Duration.ofSeconds(5), Duration.ofMinutes(5));

    assertThat(feed.isWatched()).isFalse();
  }
}
