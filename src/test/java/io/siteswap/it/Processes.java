package io.siteswap.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * Starts processes for a test, ends them after it, and prints their logs when it failed. As a
 * static field its processes serve all tests of the class.
 */
class Processes implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final List<JarProcess> all = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private boolean forTheClass;

  /** Siteswap with these settings, not started yet. */
  SiteswapProcess siteswap(String... args) {
    return siteswap(folder(), args);
  }

  SiteswapProcess siteswap(Path data, String... args) {
    return siteswap(data, Jar.unpacked(), args);
  }

  /** With Java's options that say from which jar, too. */
  SiteswapProcess siteswap(Path data, List<String> java, String... args) {
    SiteswapProcess process = new SiteswapProcess("siteswap", data, java, args);
    all.add(process);
    return process;
  }

  /** A twin that answers. */
  TwinProcess twin(String... args) {
    TwinProcess process = new TwinProcess(folder(), Jar.unpacked(), args);
    all.add(process);
    process.start();
    return process;
  }

  /** One that has memory to spare, where not the twin is measured. */
  TwinProcess roomyTwin() {
    List<String> java = Stream.concat(Stream.of("-Xmx2g"), Jar.unpacked().stream()).toList();
    TwinProcess process = new TwinProcess(folder(), java);
    all.add(process);
    process.start();
    return process;
  }

  Path folder() {
    try {
      Path folder = Files.createTempDirectory("siteswap-it");
      folders.add(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that no other process gets meanwhile: systems give away those above 32768. */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it.
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    forTheClass = true;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(failure -> all.forEach(process -> print(context.getDisplayName(), process)));
    if (!forTheClass) {
      end();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end();
  }

  private static void print(String test, JarProcess process) {
    System.out.printf(
        "---- %s of %s ----%n%s%n---- end ----%n", process.name(), test, process.log());
  }

  private void end() {
    all.forEach(JarProcess::close);
    all.clear();
    for (Path folder : folders) {
      try {
        FileSystemUtils.deleteRecursively(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    folders.clear();
  }
}
