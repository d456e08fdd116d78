package io.siteswap.ground;

/** The end of a process that is to be started again from outside. */
public final class LastWord {
  /** The code by which a supervisor knows that a fresh start helps. */
  static final int EXIT_CODE = 70;

  private LastWord() {}

  /** No hook runs: whatever would be said good-bye to may be what is gone. */
  public static void say(String why) {
    System.err.println(
        "Siteswap ends: "
            + why
            + ". Nothing is lost: when it is started again, its runs go on where they were.");
    System.err.flush();
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
