package io.siteswap.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Instants as both H2 and PostgreSQL keep them. */
public final class Instants {
  private Instants() {}

  public static OffsetDateTime toSql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static OffsetDateTime toSql(Optional<Instant> instant) {
    return instant.map(Instants::toSql).orElse(null);
  }

  public static Optional<Instant> of(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
