package io.siteswap.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Thousands of numbers in a few characters. */
class NumbersTest {
  @Test
  void aPlanOfAnySizeIsOneRange() {
    List<Integer> all = IntStream.rangeClosed(1, 4_050).boxed().toList();

    assertThat(new Numbers(all).text()).isEqualTo("1-4050");
  }

  @Property
  void whatWasWrittenIsRead(@ForAll List<@IntRange(min = 1, max = 50) Integer> numbers) {
    assertThat(Numbers.read(new Numbers(numbers).text()).values()).isEqualTo(numbers);
  }
}
