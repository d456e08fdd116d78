package io.siteswap.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** axe-core, which knows what keeps people from reading and using a page. */
final class Axe {
  private static final String SERIOUS =
      "async () => (await axe.run()).violations"
          + ".filter(one => ['serious', 'critical'].includes(one.impact))"
          + ".map(one => one.id + ': ' + one.nodes.slice(0, 3).map(n => n.target).join('; '))";

  private Axe() {}

  /** In both colours, on a desk and on a telephone. */
  static void findsNothingSerious(Page page) {
    for (ColorScheme colours : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
      for (int width : List.of(420, 1400)) {
        page.setViewportSize(width, 1000);
        page.evaluate(script());
        assertThat((List<?>) page.evaluate(SERIOUS))
            .as("%s at %d in %s", page.url(), width, colours)
            .isEmpty();
      }
    }
  }

  private static String script() {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
