package io.siteswap.ground;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The end of a process that is to be started again from outside. */
public final class LastWord {
  /** The code by which a supervisor knows that a fresh start helps. */
  static final int EXIT_CODE = 70;

  private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);
  private static final byte[] MEMORY_IS_USED_UP = prepared(Loss.MEMORY.sentence());
  private static final byte[] CLASSES_ARE_GONE =
      prepared("classes cannot be loaded: its jar was replaced while it ran, or memory is used up");

  private LastWord() {}

  /** Loads this class, which cannot be loaded any more once the memory is used up. */
  static void prepare() {
    // What is static is made by now.
  }

  /** No hook runs: whatever would be said good-bye to may be what is gone. */
  public static void say(String why) {
    System.err.println(line(why));
    System.err.flush();
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  /** With nothing but what was prepared. */
  static void sayWithoutMemory() {
    sayPrepared(MEMORY_IS_USED_UP);
  }

  /** The same. */
  static void sayWithoutClasses() {
    sayPrepared(CLASSES_ARE_GONE);
  }

  private static void sayPrepared(byte[] line) {
    try {
      ERRORS.write(line);
    } catch (IOException e) {
      // Said or not, it ends.
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  private static byte[] prepared(String why) {
    return (System.lineSeparator() + line(why) + System.lineSeparator())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String line(String why) {
    return "Siteswap ends: "
        + why
        + ". Nothing is lost: when it is started again, its runs go on where they were.";
  }
}
