package io.siteswap.people;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By what a directory knows those whom it has vouched for. */
@Component
class DirectorySubjects {
  private final JdbcClient database;

  DirectorySubjects(JdbcClient database) {
    this.database = database;
  }

  /** Without the prefix that says which directory it is. */
  String of(String user, String prefix) {
    return database
        .sql("select subject from directory_person where user_id = ?")
        .param(user)
        .query(String.class)
        .optional()
        .filter(subject -> subject.startsWith(prefix))
        .map(subject -> subject.substring(prefix.length()))
        .orElseThrow(() -> new NotWelcome(user + " is of another directory"));
  }
}
