package io.siteswap.site;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.WebApplicationContext;

/**
 * What has to be right on this machine before anything is made: the ports, and the folder of the
 * data, which nobody else reads. What is wrong is said in a sentence instead of a stack trace from
 * wherever it shows first.
 */
class Footing implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final List<String> PORTS =
      List.of("server.port", "management.server.port", "siteswap.twin.port");

  private static final String PASSWORD = "spring.datasource.password";
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:file:([^;]+).*");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    PORTS.forEach(property -> checkPort(property, environment.getProperty(property)));
    // The twin as a process of its own has no database.
    if (context instanceof WebApplicationContext) {
      databaseFile(environment)
          .ifPresent(
              file -> {
                checkDatabase(file);
                protect(file, environment);
              });
    }
  }

  private static void checkPort(String property, String value) {
    if (value != null && !isPort(value.strip())) {
      throw new WrongConfiguration(
          "%s is '%s'".formatted(property, value),
          "Expected the number of a port, from 0 to %d; 0 lets the system choose."
              .formatted(HIGHEST_PORT));
    }
  }

  private static boolean isPort(String value) {
    return value.matches("\\d{1,5}") && Integer.parseInt(value) <= HIGHEST_PORT;
  }

  private static Optional<Path> databaseFile(Environment environment) {
    Matcher file = H2_FILE.matcher(environment.getProperty("spring.datasource.url", ""));
    return file.matches() ? Optional.of(Path.of(file.group(1) + ".mv.db")) : Optional.empty();
  }

  private static void checkDatabase(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    try {
      makeForOneself(folder);
      makeForOneself(file, folder);
    } catch (IOException e) {
      throw wrongFolder(folder, "where nothing can be written (" + e + ")");
    }
    if (isLocked(file)) {
      throw new WrongConfiguration(
          "The database %s is in use by another process".formatted(file.toAbsolutePath()),
          "Is a Siteswap running already? Stop it, or give this one a folder of its own with"
              + " siteswap.data. Several that share their work need PostgreSQL.");
    }
  }

  private static void protect(Path file, ConfigurableEnvironment environment) {
    if (environment.getProperty(PASSWORD, "").isEmpty()) {
      var password =
          new DatabasePassword(
              environment.getRequiredProperty("spring.datasource.url"),
              environment.getProperty("spring.datasource.username", "sa"),
              file.toAbsolutePath());
      environment
          .getPropertySources()
          .addFirst(new MapPropertySource("database", Map.of(PASSWORD, password.get())));
    }
  }

  private static void makeForOneself(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw wrongFolder(folder, "which is a file");
    }
    boolean made = !Files.exists(folder);
    Files.createDirectories(folder);
    if (made) {
      Private.folder(folder);
    }
  }

  /** H2 would make it for everybody to read. */
  private static void makeForOneself(Path file, Path folder) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isWritable(file)) {
        throw wrongFolder(folder, "whose " + file.getFileName() + " may not be written to");
      }
    }
    Private.file(file);
  }

  private static WrongConfiguration wrongFolder(Path folder, String why) {
    return new WrongConfiguration(
        "The data is to be kept in %s, %s".formatted(folder, why),
        "Expected siteswap.data to be a folder that this user may write to, or one that can be"
            + " made.");
  }

  /** H2 holds this lock as long as it has the file open. */
  private static boolean isLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      // H2 says it better.
      return false;
    }
  }
}
