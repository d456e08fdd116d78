package io.siteswap.evidence.pack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What is in a pack, for tests of other rooms. */
public final class PackContents {
  private PackContents() {}

  public static Map<String, byte[]> of(Path pack) {
    return Packs.contents(pack);
  }

  public static String text(Map<String, byte[]> contents, String name) {
    return new String(contents.get(name), StandardCharsets.UTF_8);
  }
}
