package io.siteswap.it;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A twin of its own, which lives on when Siteswap is killed. */
class TwinProcess extends JarProcess {
  private static final Pattern ANSWERS = Pattern.compile("The twin answers at (http\\S+) ");

  private URI api;

  TwinProcess(Path data, List<String> java, String... args) {
    super(
        "twin",
        data,
        Map.of(),
        java,
        Stream.concat(
                Stream.of("twin", "--siteswap.twin.port=0", "--siteswap.data=" + data),
                Stream.of(args))
            .toArray(String[]::new));
  }

  void start() {
    spawn();
    api = URI.create(awaitInLog(ANSWERS));
  }

  URI api() {
    return api;
  }

  TwinWorld world() {
    return new TwinWorld(api);
  }
}
