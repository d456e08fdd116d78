package io.siteswap.manager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import io.siteswap.twin.Transcript;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.XmlFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is said to a Manager, field by field beside what was recorded, and what it answered then.
 */
class NoticeboardTest {
  private static final Path FOLDER = Path.of("src/test/resources/twin/transcripts-2");
  private static final Transcript JOB = recorded("703-external-job-add");
  private static final Transcript STEP = recorded("704-external-step-add");
  private static final Transcript STEP_END = recorded("705-external-step-end");
  private static final Transcript EVENT = recorded("706-external-event-add");
  private static final Transcript JOB_END = recorded("707-external-job-end");
  private static final Transcript JOB_LATER = recorded("708-external-job-get");
  private static final CorrelationId ID = new CorrelationId("sw-1a2b3c4d-job");

  /** What came in, by its target. */
  private final Map<String, Map<String, String>> heard = new ConcurrentHashMap<>();

  private final Map<String, String> correlations = new ConcurrentHashMap<>();
  private final Map<String, Transcript> answers = new HashMap<>();
  private HttpServer server;
  private Managers managers;
  private Noticeboard board;

  private static Transcript recorded(String name) {
    return Transcript.read(FOLDER.resolve(name + ".http"));
  }

  @BeforeEach
  void aManagerThatAnswersAsRecorded() throws IOException {
    Stream.of(JOB, STEP, STEP_END, EVENT, JOB_END)
        .forEach(exchange -> answers.put(exchange.target(), exchange));
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext("/", call -> answer(call, 200, "application/json", TOKEN));
    server.createContext("/ovirt-engine/api", this::answer);
    server.start();
    URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/ovirt-engine/api");
    StretchCluster cluster = NorthAndSouth.cluster("demo", url);
    managers =
        new Managers(new StretchClusters(List.of(cluster)), PROPERTIES, InstantSource.system());
    board = managers.of(cluster).noticeboard();
  }

  private static final String TOKEN = "{\"access_token\": \"token\"}";
  private static final ManagerProperties PROPERTIES =
      new ManagerProperties(
          Duration.ofSeconds(5),
          1,
          Duration.ofMinutes(20),
          Duration.ofHours(12),
          Duration.ofMinutes(10));

  @AfterEach
  void end() {
    managers.close();
    server.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    if (call.getRequestMethod().equals("GET")) {
      String one =
          (path.endsWith("/steps") ? STEP : JOB_LATER).answer().replaceFirst("<\\?.*\\?>", "");
      String list = path.substring(path.lastIndexOf('/') + 1);
      answer(call, 200, "application/xml", "<%s>%s</%s>".formatted(list, one, list));
      return;
    }
    heard.put(path, fields(new String(call.getRequestBody().readAllBytes(), UTF_8)));
    correlations.put(path, call.getRequestHeaders().getFirst(Manager.CORRELATION));
    Transcript exchange = answers.get(path);
    answer(
        call,
        exchange.status(),
        exchange.answerHeader("Content-Type").orElseThrow(),
        exchange.answer());
  }

  private static void answer(HttpExchange call, int status, String type, String text)
      throws IOException {
    try (call) {
      byte[] bytes = text.getBytes(UTF_8);
      call.getResponseHeaders().add("Content-Type", type);
      call.sendResponseHeaders(status, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private static Map<String, String> fields(String xml) {
    try {
      Map<String, String> fields = new TreeMap<>();
      for (Element child : XmlFormat.parse(xml).children()) {
        fields.put(child.name(), child.text().orElse(""));
      }
      return fields;
    } catch (XMLStreamException e) {
      throw new IllegalStateException("no XML: " + xml, e);
    }
  }

  @Test
  void saysWhatARealManagerUnderstoodAndReadsWhatItAnswered() {
    String job = board.addJob("Siteswap CHG1: fail over north", ID);
    String step = board.addStep(job, "Move the SPM", ID);
    assertThat(board.endStep(job, step, true, ID)).isTrue();
    String event =
        board.addEvent("Siteswap", 1795779491, false, "Siteswap CHG1: site north is empty", ID);
    assertThat(board.endJob(job, true, ID)).isTrue();

    assertThat(JOB_END.target()).contains("/jobs/" + job + "/");
    assertThat(STEP_END.target()).contains("/steps/" + step + "/");
    assertThat(event).isEqualTo("356");
    assertThat(board.job(ID)).contains(new Noticeboard.Posted(job, Noticeboard.State.FINISHED));
    assertThat(board.steps(job, "Move the SPM")).containsExactly(step);
    assertThat(board.steps(job, "Return the SPM")).isEmpty();

    assertThat(correlations).hasSize(5).allSatisfy((t, id) -> assertThat(id).isEqualTo(ID.value()));
    assertThat(heard.get(JOB.target())).isEqualTo(fields(JOB.body()));
    assertThat(heard.get(STEP_END.target())).isEqualTo(fields(STEP_END.body()));
    // A new step has begun, whatever is said of it.
    Map<String, String> begun = fields(STEP.body());
    assertThat(begun.remove("status")).isEqualTo("started");
    assertThat(heard.get(STEP.target())).isEqualTo(begun);
    // With whatever step is still open.
    assertThat(heard.get(JOB_END.target()))
        .containsAllEntriesOf(fields(JOB_END.body()))
        .contains(entry("force", "true"))
        .hasSize(2);
    // In the log an event from outside has no correlation id but that of its body.
    assertThat(fields(EVENT.answer())).doesNotContainKey("correlation_id");
    assertThat(heard.get(EVENT.target()))
        .containsAllEntriesOf(fields(EVENT.body()))
        .contains(entry("correlation_id", ID.value()))
        .hasSize(5);
  }
}
