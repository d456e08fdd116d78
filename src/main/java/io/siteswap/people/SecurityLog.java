package io.siteswap.people;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each thing that somebody who watches over sign-ins wants to see, as {@code
 * event=sign-in user="anna" source="10.0.0.7"}: the same words in the same order, for ever.
 */
public final class SecurityLog {
  private static final Logger log = LoggerFactory.getLogger("io.siteswap.security");

  private SecurityLog() {}

  /**
   * What went as it should.
   *
   * @param event what has happened, as {@code sign-in}
   * @param keysAndValues by turns a key and its value, which may come from anybody
   */
  public static void tell(String event, Object... keysAndValues) {
    log.info("{}", line(event, keysAndValues));
  }

  /** What somebody should look at when there is much of it. */
  public static void warn(String event, Object... keysAndValues) {
    log.warn("{}", line(event, keysAndValues));
  }

  private static String line(String event, Object... keysAndValues) {
    return "event="
        + event
        + IntStream.range(0, keysAndValues.length / 2)
            .mapToObj(
                i -> " %s=\"%s\"".formatted(keysAndValues[2 * i], plain(keysAndValues[2 * i + 1])))
            .collect(Collectors.joining());
  }

  /** What a stranger has written neither ends the line nor the value. */
  private static String plain(Object value) {
    String text = String.valueOf(value).replaceAll("[\\p{C}\"\\\\]", "?");
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
