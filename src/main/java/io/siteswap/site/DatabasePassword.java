package io.siteswap.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;

/**
 * The password of the H2 database in a file, where none is configured: made with the database, kept
 * beside it, and read by nobody else. A database of an earlier version, which had none, is given
 * one.
 */
final class DatabasePassword {
  private static final String FILE = "database.password";
  private static final String NONE = "";
  private static final String WRONG_PASSWORD = "28000";
  private static final int BYTES = 32;

  private final String url;
  private final String user;
  private final Path database;
  private final Path kept;
  private final Path next;

  /**
   * Of the database at that address.
   *
   * @param database its file, which may be empty
   */
  DatabasePassword(String url, String user, Path database) {
    this.url = url;
    this.user = user;
    this.database = database;
    this.kept = database.resolveSibling(FILE);
    this.next = database.resolveSibling(FILE + ".new");
  }

  String get() {
    try {
      if (!Files.exists(kept)) {
        makeOne();
      }
      return Files.readString(kept).strip();
    } catch (IOException e) {
      throw new WrongConfiguration(
          "The password of the database in %s cannot be read or written (%s)".formatted(kept, e),
          "It belongs beside the database, readable by the user that Siteswap runs as.");
    }
  }

  /** Killed at any instant, the next start finds either password in a file. */
  private void makeOne() throws IOException {
    String begun = Files.exists(next) ? Files.readString(next) : NONE;
    String password = begun.isEmpty() ? random() : begun;
    if (begun.isEmpty()) {
      Files.deleteIfExists(next);
      Files.createFile(next);
      Private.file(next);
      Files.writeString(next, password);
    }
    boolean isNew = Files.size(database) == 0;
    if (!isNew && (begun.isEmpty() || !opensWith(begun))) {
      change(password);
    }
    Files.move(next, kept, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private boolean opensWith(String password) {
    try (Connection opened = open(password)) {
      return opened.isValid(0);
    } catch (SQLException e) {
      return false;
    }
  }

  private void change(String password) {
    try (Connection opened = open(NONE);
        var change = opened.createStatement()) {
      change.execute("alter user %s set password '%s'".formatted(user, password));
    } catch (SQLException e) {
      if (!WRONG_PASSWORD.equals(e.getSQLState())) {
        throw new WrongConfiguration(
            "The database %s cannot be opened (%s)".formatted(database, e.getMessage()),
            "If it is damaged, bring back a copy of the data folder.");
      }
      throw new WrongConfiguration(
          "The database %s opens neither with the password in %s, which is not there, nor with none (%s)"
              .formatted(database, kept, e.getMessage()),
          "Bring the file back from where the database has come from, or set spring.datasource.password.");
    }
  }

  private Connection open(String password) throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }
}
