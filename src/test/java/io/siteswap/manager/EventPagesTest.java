package io.siteswap.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** However many events a run has caused, none is left out and none is told twice. */
class EventPagesTest {
  private record Happened(long id, long time) {}

  /** The Manager's answers: sorted by time, from an id on, and no more than a page. */
  private static List<Happened> all(List<Happened> log, List<Long> asked) {
    return EventPages.all(
        from -> {
          asked.add(from);
          return log.stream()
              .filter(one -> one.id() > from)
              .sorted(Comparator.comparingLong(Happened::time))
              .limit(EventPages.PAGE)
              .toList();
        },
        Happened::id);
  }

  private static List<Happened> log(int events, int together, long seed) {
    var random = new Random(seed);
    List<Happened> log = new ArrayList<>();
    for (int id = 1; id <= events; id++) {
      // Many have the same time, and some were written a little late.
      log.add(new Happened(id, (id + random.nextInt(EventPages.OVERLAP / 2)) / together));
    }
    return log;
  }

  @Property(tries = 50)
  void eachIsFoundOnce(
      @ForAll @IntRange(max = 15_000) int events,
      @ForAll @IntRange(min = 1, max = 100) int together,
      @ForAll long seed) {
    List<Happened> log = log(events, together, seed);

    assertThat(all(log, new ArrayList<>())).containsExactlyInAnyOrderElementsOf(log);
  }

  @Test
  void aFewAreAskedForOnce() {
    List<Long> asked = new ArrayList<>();

    assertThat(all(log(100, 1, 1), asked)).hasSize(100);
    assertThat(asked).containsExactly(0L);
  }
}
