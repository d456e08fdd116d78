package io.siteswap.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** axe-core, which knows what keeps people from reading and using a page. */
final class Axe {
  private static final String SERIOUS =
      "async () => (await axe.run({resultTypes: ['violations']})).violations"
          + ".filter(one => ['serious', 'critical'].includes(one.impact))"
          + ".map(one => one.id + ': ' + one.nodes.slice(0, 3).map(n => n.target).join('; '))";

  private Axe() {}

  static void findsNothingSerious(Page page, String what) {
    if (page.evaluate("typeof axe").equals("undefined")) {
      page.evaluate(script());
    }
    assertThat((List<?>) page.evaluate(SERIOUS)).as(what).isEmpty();
  }

  private static String script() {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
