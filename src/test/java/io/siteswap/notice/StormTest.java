package io.siteswap.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A thousand tasks come up at once: all are told, in as many letters as somebody reads. */
class StormTest extends DrillTest {
  private static final int TASKS = 1_000;

  @Autowired private Announcer announcer;
  @Autowired private Notices notices;
  @Autowired private IdentityService identity;
  @Autowired private JdbcClient database;
  @Autowired private PlatformTransactionManager transactions;

  @BeforeEach
  void somebodyHasMail() {
    mailOf("approver-1", "approver-1@example.com");
  }

  @AfterEach
  void nobodyHasMail() {
    mailOf("approver-1", null);
  }

  @Test
  void manyAtOnceAreGathered() {
    for (int task = 0; task < TASKS; task++) {
      tell(task);
    }

    assertThat(notices.count("approver-1")).isEqualTo(TASKS);
    assertThat(letters("notice/mail"))
        .hasSize(21)
        .last()
        .asString()
        .contains("Siteswap has more to tell than one by one", "http://localhost:8080/notices");
    assertThat(letters("notice/chat/slack")).hasSize(21);
    // Each notice stands by the letter that tells of it.
    assertThat(notices.of("approver-1", 0, TASKS)).extracting(Notice::mail).containsOnly("waiting");
    assertThat(notices.of("approver-2", 0, TASKS)).hasSize(TASKS);
  }

  @Test
  void afterAWhileEachIsALetterAgain() {
    IntStream.range(0, 30).forEach(this::tell);
    drill.later(java.time.Duration.ofMinutes(11));
    tell(30);

    assertThat(letters("notice/mail")).hasSize(22).last().asString().contains("task 30");
  }

  private void tell(int task) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status ->
                announcer.tell(
                    new News(
                        Kind.ESCALATED,
                        "escalated:" + task,
                        "run-" + task,
                        Set.of("dr-approvers"),
                        Set.of(),
                        Set.of(),
                        "task " + task,
                        "text",
                        "http://localhost:8080/tasks/" + task)));
  }

  private List<String> letters(String channel) {
    return database
        .sql("select body from outbox where channel = ? order by id")
        .param(channel)
        .query(String.class)
        .list();
  }

  private void mailOf(String name, String address) {
    User user = identity.createUserQuery().userId(name).singleResult();
    user.setEmail(address);
    identity.saveUser(user);
  }
}
