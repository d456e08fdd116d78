package io.siteswap.outbox;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** How long somebody wants to be left alone who answers over HTTP: in seconds, or as a date. */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * From now on; nothing where he has not said so.
   *
   * @param headers of his answer, by name
   */
  public static Optional<Duration> in(Function<String, Optional<String>> headers) {
    String text = headers.apply("Retry-After").orElse("").strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    // His date is of his clock, which need not agree with ours.
    Instant now = headers.apply("Date").flatMap(RetryAfter::date).orElseGet(Instant::now);
    return date(text).map(then -> Duration.between(now, then)).filter(d -> !d.isNegative());
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
