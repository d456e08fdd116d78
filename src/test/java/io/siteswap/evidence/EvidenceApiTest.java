package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.drill.DrillTest;
import io.siteswap.evidence.EvidenceFolder.PackFile;
import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.evidence.pack.Verification;
import io.siteswap.evidence.pack.VerifierPage;
import io.siteswap.ledger.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

/** The evidence of a run as others ask for it, and what is to be done after the run. */
class EvidenceApiTest extends DrillTest {
  @TempDir private Path elsewhere;
  @Autowired private TestRestTemplate rest;
  @Autowired private Evidence evidence;
  @Autowired private EvidenceFolder folder;
  @Autowired private SigningKey key;

  @BeforeEach
  void aRun() throws IOException {
    for (PackFile pack : folder.all()) {
      Files.delete(pack.path());
    }
    drill.start("fail-over-site", "north");
  }

  private String run(String below) {
    return "/api/runs/" + drill.runId() + below;
  }

  private TestRestTemplate auditor() {
    return rest.withBasicAuth("auditor", "drill-5");
  }

  private TestRestTemplate operator() {
    return rest.withBasicAuth("operator", "drill-1");
  }

  @Test
  void isMadeWhenSomebodyAsksForIt() throws IOException {
    ResponseEntity<JsonNode> first = auditor().getForEntity(run("/evidence"), JsonNode.class);
    assertThat(first.getStatusCode().value()).isEqualTo(202);
    assertThat(first.getHeaders().getFirst("Retry-After")).isEqualTo("2");
    assertThat(first.getBody().path("detail").asText()).contains("is being made");

    evidence.begin(drill.run()).join();

    ResponseEntity<byte[]> second = auditor().getForEntity(run("/evidence"), byte[].class);
    assertThat(second.getStatusCode().value()).isEqualTo(200);
    assertThat(second.getHeaders().getContentType())
        .isEqualTo(MediaType.parseMediaType("application/zip"));
    assertThat(second.getHeaders().getContentDisposition().getFilename())
        .isEqualTo("evidence-CHG1-%s.zip".formatted(drill.runId().substring(0, 8)));
    Path pack = Files.write(elsewhere.resolve("pack.zip"), second.getBody());
    assertThat(Verification.of(pack, Optional.of(key.publicPem())).isWhole()).isTrue();
  }

  @Test
  void tellsTheKeyAndTheVerifier() {
    ResponseEntity<String> told = auditor().getForEntity("/api/evidence/key", String.class);
    assertThat(told.getBody()).isEqualTo(key.publicPem());
    assertThat(told.getHeaders().getFirst("Key-Fingerprint")).isEqualTo(key.fingerprint());
    ResponseEntity<String> verifier =
        auditor().getForEntity("/api/evidence/verifier", String.class);
    assertThat(verifier.getBody()).contains("Is this evidence pack whole?");
    assertThat(verifier.getHeaders().get("Content-Security-Policy"))
        .as("its one script is in it")
        .containsExactly(VerifierPage.POLICY);
  }

  @Test
  void saysThatThereIsNoSuchRun() {
    for (String below : new String[] {"/evidence", "/follow-ups"}) {
      assertThat(
              auditor()
                  .getForEntity("/api/runs/nowhere" + below, String.class)
                  .getStatusCode()
                  .value())
          .isEqualTo(404);
    }
  }

  private ResponseEntity<JsonNode> note(TestRestTemplate who, Map<String, String> what) {
    return who.postForEntity(run("/follow-ups"), what, JsonNode.class);
  }

  @Test
  void notesWhatIsToBeDoneAndByWhom() {
    ResponseEntity<JsonNode> noted =
        note(operator(), Map.of("what", "Mend the link", "owner", "nina", "due", "2027-01-31"));

    assertThat(noted.getStatusCode().value()).isEqualTo(200);
    assertThat(noted.getBody().path("number").asInt()).isOne();
    assertThat(drill.journal().of(drill.runId(), "follow-up-noted"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.actor()).isEqualTo("operator");
              assertThat(line.detail()).isEqualTo("1, for nina, until 2027-01-31: Mend the link");
            });

    ResponseEntity<JsonNode> done =
        operator().postForEntity(run("/follow-ups/1/done"), "", JsonNode.class);

    assertThat(done.getBody().path("doneBy").asText()).isEqualTo("operator");
    JsonNode all = auditor().getForEntity(run("/follow-ups"), JsonNode.class).getBody();
    assertThat(all.at("/0/owner").asText()).isEqualTo("nina");
    assertThat(all.at("/0/due").asText()).isEqualTo("2027-01-31");
    assertThat(all.at("/0/doneBy").asText()).isEqualTo("operator");
    assertThat(drill.journal().of(drill.runId(), "follow-up-done"))
        .extracting(Journal.Line::detail)
        .containsExactly("1: Mend the link");
  }

  @Test
  void refusesWhatIsNoFollowUp() {
    assertThat(note(operator(), Map.of("what", "", "owner", "nina")).getStatusCode().value())
        .isEqualTo(400);
    assertThat(note(operator(), Map.of("what", "Mend it", "owner", " ")).getStatusCode().value())
        .isEqualTo(400);
    ResponseEntity<JsonNode> noDay =
        note(operator(), Map.of("what", "Mend it", "owner", "nina", "due", "soon"));
    assertThat(noDay.getStatusCode().value()).isEqualTo(400);
    assertThat(noDay.getBody().path("detail").asText()).contains("'soon' is no day");
    assertThat(
            operator()
                .postForEntity(run("/follow-ups/7/done"), "", JsonNode.class)
                .getStatusCode()
                .value())
        .isEqualTo(400);
    assertThat(note(auditor(), Map.of("what", "x", "owner", "y")).getStatusCode().value())
        .isEqualTo(403);
  }

  @Test
  void manyFollowUpsComeInPages() {
    for (int number = 1; number <= 51; number++) {
      note(operator(), Map.of("what", "the " + number + ". thing", "owner", "nina"));
    }

    ResponseEntity<JsonNode> some =
        auditor().getForEntity(run("/follow-ups?page=2&size=20"), JsonNode.class);
    assertThat(some.getHeaders().getFirst("X-Total-Count")).isEqualTo("51");
    assertThat(some.getBody()).hasSize(11);
    assertThat(some.getBody().at("/0/number").asInt()).isEqualTo(41);
    String evidence = "/runs/" + drill.runId() + "/evidence";
    assertThat(auditor().getForObject(evidence, String.class))
        .contains("the 50. thing", "1 to 50 of 51", "evidence?page&#x3D;1#follow-ups")
        .doesNotContain("the 51. thing");
    assertThat(auditor().getForObject(evidence + "?page=1", String.class))
        .contains("the 51. thing", "51 to 51 of 51", "evidence?page&#x3D;0#follow-ups")
        .doesNotContain("the 50. thing");
    String done = evidence.replace("evidence", "follow-ups/51/done");
    assertThat(operator().postForObject(done, "", String.class))
        .as("back to where it was done")
        .contains("the 51. thing", "51 to 51 of 51");
  }

  @Test
  void hasAPageWithAForm() {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("what", "Mend <the> link");
    form.add("owner", "nina");
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
    operator()
        .postForEntity(
            "/runs/" + drill.runId() + "/follow-ups",
            new HttpEntity<>(form, headers),
            String.class);

    String page =
        auditor().getForEntity("/runs/" + drill.runId() + "/evidence", String.class).getBody();

    assertThat(page)
        .contains("Mend &lt;the&gt; link", "nina", key.fingerprint(), "Make and download");
  }
}
