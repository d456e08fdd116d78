package io.siteswap.outbox;

import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox by itself, as one node of those that share a database. */
final class OutboxRig implements AutoCloseable {
  static final Lane LANE = new Lane("desk", "CHG1");
  static final OutboxProperties PROPERTIES =
      new OutboxProperties(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(24));

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  final Outbox outbox;
  final Courier courier;
  private final TransactionTemplate transaction;

  @EnableTransactionManagement
  static class Transactions {}

  OutboxRig(DataSource database, InstantSource clock, Messenger messenger, Class<?>... more) {
    context.registerBean(DataSource.class, () -> database);
    context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
    context.registerBean(InstantSource.class, () -> clock);
    context.registerBean(Messenger.class, () -> messenger);
    context.registerBean(OutboxProperties.class, () -> PROPERTIES);
    context.register(Transactions.class, Outbox.class, Courier.class, OutboxHealth.class);
    if (more.length > 0) {
      context.register(more);
    }
    context.refresh();
    outbox = context.getBean(Outbox.class);
    courier = context.getBean(Courier.class);
    transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  void inTransaction(Runnable work) {
    transaction.executeWithoutResult(status -> work.run());
  }

  void write(String subject, String... texts) {
    inTransaction(
        () -> {
          for (String text : texts) {
            outbox.put(new Message("desk", subject, text, "note", text));
          }
        });
  }

  @Override
  public void close() {
    context.close();
  }
}
