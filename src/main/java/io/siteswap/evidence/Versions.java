package io.siteswap.evidence;

import io.siteswap.engine.EngineVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** What everything was that worked together. */
@Component
class Versions {
  private final DataSource database;

  Versions(DataSource database) {
    this.database = database;
  }

  SortedMap<String, String> now() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put(
        "Siteswap",
        Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
            .orElse("not packaged"));
    versions.put("Engine", EngineVersion.now());
    versions.put(
        "Java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    versions.put(
        "Operating system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    versions.put("Database", database());
    return versions;
  }

  private String database() {
    try (Connection connection = database.getConnection()) {
      return "%s %s"
          .formatted(
              connection.getMetaData().getDatabaseProductName(),
              connection.getMetaData().getDatabaseProductVersion());
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not tell its version", e);
    }
  }
}
