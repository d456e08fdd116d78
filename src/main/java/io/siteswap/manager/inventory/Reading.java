package io.siteswap.manager.inventory;

import java.util.Optional;

/** What was read, or why it could not be: what is not known must never look like what is fine. */
public record Reading<T>(Optional<T> value, String whyNot) {
  public static <T> Reading<T> of(T value) {
    return new Reading<>(Optional.of(value), "");
  }

  public static <T> Reading<T> failed(String whyNot) {
    return new Reading<>(Optional.empty(), whyNot);
  }
}
