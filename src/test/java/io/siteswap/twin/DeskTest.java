package io.siteswap.twin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.siteswap.twin.desk.DeskOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo desk, as Siteswap and people reach it. */
class DeskTest {
  private static final String CHANGES = "/api/now/table/change_request";
  private static final String SEEDED = CHANGES + "?sysparm_query=number=CHG0001234";

  @TempDir Path data;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ManualClock clock = new ManualClock();
  private Twin twin;

  @BeforeEach
  void open() {
    twin =
        Twin.start(
            TwinOptions.defaults()
                .withDesk(new DeskOptions("X-Secret", "between us", Optional.of(data))),
            clock);
  }

  @AfterEach
  void close() {
    twin.close();
  }

  @Test
  void hasAChangeThatNobodyHasApprovedYet() {
    JsonNode change = get(SEEDED).at("/result/0");

    assertThat(change.path("description").asText()).contains("siteswap: fail-over-site demo north");
    assertThat(change.path("approval").asText()).isEqualTo("requested");
    assertThat(change.path("type").asText()).isEqualTo("normal");
    assertThat(change.path("on_hold").asText()).isEqualTo("false");
    assertThat(change.path("start_date").asText())
        .isEqualTo(clock.instant().toString().replace("T", " ").substring(0, 19));
  }

  @Test
  void answersTheFieldsThatAreAskedForInUtcUnlessTheyAreToBeDisplayed() {
    String id = get(SEEDED).at("/result/0/sys_id").asText();
    patch(id, "{\"start_date\": \"2027-01-01 02:00:00\", \"state\": \"-1\"}");

    String fields = SEEDED + "&sysparm_fields=number,start_date,state";
    assertThat(get(fields).at("/result/0").toString())
        .isEqualTo(
            "{\"number\":\"CHG0001234\",\"state\":\"-1\",\"start_date\":\"2027-01-01 02:00:00\"}");
    // The user of the desk lives in California.
    JsonNode both = get(fields + "&sysparm_display_value=all").at("/result/0");
    assertThat(both.at("/start_date/display_value").asText()).isEqualTo("2026-12-31 18:00:00");
    assertThat(both.at("/start_date/value").asText()).isEqualTo("2027-01-01 02:00:00");
    assertThat(both.at("/state/display_value").asText()).isEqualTo("Implement");
  }

  @Test
  void keepsNotesAndAttachmentsToBeFoundAgain() {
    String id = get(SEEDED).at("/result/0/sys_id").asText();
    patch(id, "{\"work_notes\": \"plan drawn up [sw-1]\"}");
    post(
        "/api/now/attachment/file?table_name=change_request&file_name=story.txt&table_sys_id=" + id,
        "All went well: £");
    restart();

    String notes = "element_id=" + id + "^element=work_notes^valueLIKEsw-1";
    assertThat(
            get("/api/now/table/sys_journal_field?sysparm_query=" + encoded(notes)).at("/result"))
        .hasSize(1);
    assertThat(get(SEEDED + "&sysparm_display_value=true").at("/result/0/work_notes").asText())
        .contains("plan drawn up [sw-1]");
    String file =
        get("/api/now/attachment?sysparm_query=" + encoded("table_sys_id=" + id))
            .at("/result/0/sys_id")
            .asText();
    assertThat(send("GET", "/api/now/attachment/" + file + "/file", "").body())
        .isEqualTo("All went well: £");
  }

  @Test
  void tellsWhatPeopleDoUntilItIsHeard() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    AtomicInteger times = new AtomicInteger();
    HttpServer siteswap =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    siteswap.createContext(
        "/api/tickets/demo",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          told.add(
              body
                  + exchange.getRequestHeaders().getFirst("X-Secret")
                  + exchange.getRequestHeaders().getFirst("X-Delivery-Id"));
          exchange.sendResponseHeaders(times.incrementAndGet() == 1 ? 503 : 202, -1);
          exchange.close();
        });
    siteswap.start();
    try {
      assertThat(send("POST", "/desk/changes/CHG0001234/approve", "").statusCode()).isEqualTo(303);
      twin.tell(URI.create("http://127.0.0.1:" + siteswap.getAddress().getPort()));

      String first = told.poll(20, TimeUnit.SECONDS);
      String second = told.poll(20, TimeUnit.SECONDS);

      assertThat(first).contains("\"number\":\"CHG0001234\"").contains("between us");
      assertThat(second).isEqualTo(first);
      assertThat(get(SEEDED).at("/result/0/approval").asText()).isEqualTo("approved");
      assertThat(get(SEEDED).at("/result/0/state").asText()).isEqualTo("-2");
    } finally {
      siteswap.stop(0);
    }
  }

  @Test
  void opensHoldsAndWithdrawsAChangeOnItsPage() {
    String form =
        "title="
            + encoded("Bring <north> home")
            + "&type=standard&runbook=fail-back-site"
            + "&cluster=demo&site=north";
    assertThat(send("POST", "/desk/changes", form).statusCode()).isEqualTo(303);
    send("POST", "/desk/changes/CHG0001235/hold", "");
    JsonNode held = get(CHANGES + "/CHG0001235").at("/result");
    send("POST", "/desk/changes/CHG0001235/resume", "");
    send("POST", "/desk/changes/CHG0001235/withdraw", "");

    assertThat(held.path("on_hold").asText()).isEqualTo("true");
    assertThat(get(CHANGES + "/CHG0001235").at("/result/state").asText()).isEqualTo("4");
    assertThat(send("POST", "/desk/changes/CHG0001235/approve", "").statusCode()).isEqualTo(403);
    assertThat(send("GET", "/desk", "").body())
        .contains("Bring &lt;north&gt; home")
        .contains("siteswap: fail-back-site demo north")
        .contains("Canceled");
  }

  @Test
  void refusesWhatIsNoneOfItsBusiness() {
    assertThat(status("GET", SEEDED, "desk:wrong")).isEqualTo(401);
    assertThat(status("GET", CHANGES + "/CHG9999999", "desk:desk")).isEqualTo(404);
    assertThat(status("GET", "/api/now/table/incident", "desk:desk")).isEqualTo(404);
    assertThat(status("GET", "/deskelse", "desk:desk")).isEqualTo(404);
    String id = get(SEEDED).at("/result/0/sys_id").asText();
    assertThat(send("PATCH", CHANGES + "/" + id, "{\"state\": \"17\"}").body())
        .contains("expected one of");
    assertThat(send("PATCH", CHANGES + "/" + id, "{\"end_date\": \"tomorrow\"}").statusCode())
        .isEqualTo(400);
    HttpRequest.Builder foreign =
        HttpRequest.newBuilder(uri("/desk/changes/CHG0001234/approve"))
            .header("Origin", "https://elsewhere.example.com")
            .POST(BodyPublishers.noBody());
    assertThat(send(foreign).statusCode()).isEqualTo(403);
    assertThat(get(SEEDED).at("/result/0/approval").asText()).isEqualTo("requested");
  }

  @Test
  void isNotThereUnlessItIsWanted() {
    twin.close();
    twin = Twin.start(TwinOptions.defaults(), clock);

    assertThat(send("GET", "/desk", "").statusCode()).isEqualTo(404);
  }

  private void restart() {
    twin.close();
    open();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private URI uri(String path) {
    return twin.api().resolve(path);
  }

  private JsonNode get(String path) {
    try {
      return new ObjectMapper().readTree(send("GET", path, "").body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void patch(String id, String json) {
    assertThat(send("PATCH", CHANGES + "/" + id, json).statusCode()).isEqualTo(200);
  }

  private void post(String path, String body) {
    assertThat(send("POST", path, body).statusCode()).isEqualTo(201);
  }

  private int status(String method, String path, String who) {
    return send(request(method, path, "", who)).statusCode();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return send(request(method, path, body, "desk:desk"));
  }

  private HttpRequest.Builder request(String method, String path, String body, String who) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(who.getBytes(UTF_8)))
        .header("Content-Type", "text/plain")
        .method(method, BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
