package io.siteswap.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar as a process of its own: started, killed and started again, with its log kept. */
class JarProcess implements AutoCloseable {
  // A loaded build machine needs several times the 5 s to 10 s of a quiet one.
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final String name;
  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment;
  private final Path log;
  private Process process;
  private long startOfThisLife;

  JarProcess(
      String name,
      Path folder,
      Map<String, String> environment,
      List<String> java,
      String... args) {
    this.name = name;
    this.environment = environment;
    this.log = folder.resolve(name + ".log");
    command.add(Jar.java());
    // Most lives here are short: what is compiled thoroughly would not pay.
    command.addAll(List.of("-Duser.language=en", "-Xmx512m", "-XX:TieredStopAtLevel=1"));
    // As our own process: no name service is asked.
    command.add("-Djdk.net.hosts.file=" + System.getProperty("jdk.net.hosts.file", ""));
    command.addAll(java);
    command.addAll(List.of(args));
  }

  void spawn() {
    try {
      startOfThisLife = Files.exists(log) ? Files.size(log) : 0;
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      // Our own settings must not leak into what is tested.
      builder.environment().keySet().removeIf(key -> key.startsWith("SPRING_"));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the pattern is in the log of this life, and returns its first group. */
  String awaitInLog(Pattern pattern) {
    await(
        name + " says " + pattern,
        LONGEST_START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(name + " has ended with " + process.exitValue());
          }
          return pattern.matcher(logOfThisLife()).find();
        });
    Matcher matcher = pattern.matcher(logOfThisLife());
    return matcher.find() ? matcher.group(1) : "";
  }

  /** The exit code, when it ends by itself. */
  int awaitExit() {
    await(name + " ends", LONGEST_START, () -> !process.isAlive());
    return process.exitValue();
  }

  /** As kill -9 does: no hook runs, nothing is said good-bye to. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Halts it in whatever it does, as a machine that is paused. */
  void halt() {
    signal("STOP");
  }

  /** Lets it go on as if nothing had been. */
  void wake() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + signal, "" + process.pid())
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + signal + " has ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** What it has used of the processor since it was started. */
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  String name() {
    return name;
  }

  String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String logOfThisLife() {
    byte[] all = log().getBytes(StandardCharsets.UTF_8);
    int from = (int) Math.min(startOfThisLife, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }

  /** How long it took until the condition held; fails in words when it does not in time. */
  static Duration await(String what, Duration longest, BooleanSupplier condition) {
    Instant start = Instant.now();
    while (!condition.getAsBoolean()) {
      if (Duration.between(start, Instant.now()).compareTo(longest) > 0) {
        throw new AssertionError("not within " + longest.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return Duration.between(start, Instant.now());
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
