package io.siteswap.people;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By what a directory knows those whom it has vouched for. */
@Component
public class DirectorySubjects {
  private final JdbcClient database;

  DirectorySubjects(JdbcClient database) {
    this.database = database;
  }

  /** The account in a directory that somebody signs in with; empty where it is one of ours. */
  public Optional<String> find(String user) {
    return database
        .sql("select subject from directory_person where user_id = ?")
        .param(user)
        .query(String.class)
        .optional();
  }
}
