package io.siteswap.paging;

import java.util.Optional;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Which page of a list somebody wants, by the parameters {@code page} and {@code size} of his
 * question.
 */
public record Paging(
    @BindParam("page") Optional<Integer> wantedPage,
    @BindParam("size") Optional<Integer> wantedSize) {
  /** So many lines where nobody says otherwise. */
  public static final int USUAL = 100;

  /** So many at most, whatever is asked for. */
  public static final int LARGEST = 1000;

  /** Behind it there is nothing, and lines are still counted without an overflow. */
  private static final int LAST = Integer.MAX_VALUE / LARGEST - 1;

  public static Paging of(int page, int size) {
    return new Paging(Optional.of(page), Optional.of(size));
  }

  /** From 0. */
  public int page() {
    return Math.min(LAST, Math.max(0, wantedPage.orElse(0)));
  }

  /** How many lines a page has. */
  public int size() {
    return Math.min(LARGEST, Math.max(1, wantedSize.orElse(USUAL)));
  }
}
