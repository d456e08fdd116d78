package io.siteswap.node;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One PostgreSQL, and as many processes on it as a test wants; each has time of its own. */
class NodeRig implements AutoCloseable {
  private static final int TRIES = 5;

  // Ends with the Java that runs the tests.
  private static final EmbeddedPostgres POSTGRES = postgres();

  private final List<Member> members = new ArrayList<>();
  final JdbcClient database = JdbcClient.create(POSTGRES.getPostgresDatabase());

  NodeRig() {
    database.sql("delete from node").update();
    database.sql("delete from held").update();
  }

  private static EmbeddedPostgres postgres() {
    try {
      EmbeddedPostgres postgres = EmbeddedPostgres.start();
      Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
      JdbcClient.create(postgres.getPostgresDatabase())
          .sql("create table held (what varchar(20) primary key, worker varchar(255))")
          .update();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As of one that has just been started under that name. */
  Member member(String name) {
    Member member = new Member(name, "process-" + UUID.randomUUID());
    members.add(member);
    return member;
  }

  /** Under whose name that is held; blank when it is free. */
  String holder(String what) {
    return database
        .sql("select coalesce(worker, '') from held where what = ?")
        .param(what)
        .query(String.class)
        .single();
  }

  @Override
  public void close() {
    members.forEach(Member::close);
  }

  /** One of them. */
  class Member implements Holdings, AutoCloseable {
    final HikariDataSource connections = new HikariDataSource();
    final NodeDatabase own;
    final Lease lease;
    long nanos;

    Member(String name, String id) {
      connections.setJdbcUrl(POSTGRES.getJdbcUrl("postgres", "postgres"));
      connections.setUsername("postgres");
      connections.setMaximumPoolSize(2);
      NodeDatabase.name(connections, id);
      own = new NodeDatabase(connections, id);
      lease = new Lease(name, own, this, () -> nanos);
    }

    void begin() {
      lease.begin();
    }

    void pass(Duration time) {
      nanos += time.toNanos();
    }

    /** Lives for so many seconds, and renews its lease each second. */
    void live(int seconds) {
      for (int second = 0; second < seconds; second++) {
        pass(Lease.BEAT);
        beat(TRIES);
      }
    }

    /** As the keeper of the lease: it tries again where it meets a session that was ended. */
    private void beat(int tries) {
      try {
        lease.beat();
      } catch (DataAccessException e) {
        if (tries == 1) {
          throw e;
        }
        beat(tries - 1);
      }
    }

    void hold(String what) {
      database.sql("insert into held values (?, ?)").params(what, lease.worker()).update();
    }

    @Override
    public void takeAs(String worker) {
      // What it holds in these tests it writes down itself.
    }

    @Override
    public void release(JdbcClient client) {
      client
          .sql(
              "update held set worker = null where worker not in"
                  + " (select worker from node where worker is not null)")
          .update();
    }

    @Override
    public void close() {
      own.close();
      connections.close();
    }
  }
}
