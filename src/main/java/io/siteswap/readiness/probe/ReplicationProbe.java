package io.siteswap.readiness.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.site.Comparison;
import io.siteswap.site.LocalTimes;
import io.siteswap.site.Replication;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks what watches the replication of storage domains: a JSON document, or a Prometheus. */
public class ReplicationProbe {
  // Clocks differ; a time that is farther ahead than this was not written by a clock that works.
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final JsonDocuments documents = new JsonDocuments();

  /** By storage domain; of those that are asked over HTTP only. */
  public Map<String, Replicated> ask(Map<String, Replication> ways, Instant now) {
    List<Map.Entry<String, Replication>> asked =
        ways.entrySet().stream()
            .filter(
                way ->
                    way.getValue() instanceof Replication.Http
                        || way.getValue() instanceof Replication.Prometheus)
            .toList();
    return SideBySide.ask(
            asked,
            way -> ask(way.getKey(), way.getValue(), now),
            way -> Replicated.failing(way.getKey(), "no answer in time", ""))
        .stream()
        .collect(Collectors.toMap(Replicated::domain, answer -> answer));
  }

  private Replicated ask(String domain, Replication way, Instant now) {
    try {
      String evidence =
          way instanceof Replication.Http document
              ? document(document, now)
              : prometheus((Replication.Prometheus) way);
      return Replicated.fine(domain, evidence);
    } catch (NotProved e) {
      return Replicated.failing(domain, e.getMessage(), e.evidence());
    }
  }

  private String document(Replication.Http way, Instant now) throws NotProved {
    JsonNode found = documents.value(way.web(), way.pointer());
    String at = "%s at %s".formatted(way.web().url(), way.pointer());
    String evidence = "%s: %s".formatted(at, found.asText());
    Optional<String> text = way.expected().text();
    if (text.isPresent() && !text.get().equals(found.asText())) {
      throw new NotProved(
          "it says '%s', expected is '%s'".formatted(found.asText(), text.get()), evidence);
    }
    if (way.expected().maxAge().isPresent()) {
      checkAge(found, way.expected().maxAge().get(), now, evidence);
    }
    return evidence;
  }

  private static void checkAge(JsonNode found, Duration maxAge, Instant now, String evidence)
      throws NotProved {
    Instant time = JsonDocuments.time(found, evidence);
    if (time.plus(maxAge).isBefore(now)) {
      throw new NotProved(
          "it is of %s, older than %s".formatted(LocalTimes.at(time), describe(maxAge)), evidence);
    }
    if (time.minus(AHEAD).isAfter(now)) {
      throw new NotProved("it is of %s, which is to come".formatted(LocalTimes.at(time)), evidence);
    }
  }

  private static String describe(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private String prometheus(Replication.Prometheus way) throws NotProved {
    String base = way.web().url().toString().replaceAll("/$", "");
    String query = URLEncoder.encode(way.query(), StandardCharsets.UTF_8);
    JsonNode answer = documents.get(way.web(), URI.create(base + "/api/v1/query?query=" + query));
    JsonNode result = answer.at("/data/result");
    String evidence = "%s: %s".formatted(way.query(), JsonDocuments.abbreviated(result.toString()));
    if (!answer.path("status").asText().equals("success")) {
      throw new NotProved("the query failed: " + answer.path("error").asText(), evidence);
    }
    boolean scalar = answer.at("/data/resultType").asText().equals("scalar");
    if (result.isEmpty()) {
      throw new NotProved("the query gives nothing", evidence);
    }
    if (scalar) {
      check(result, way.expected(), evidence);
    } else {
      for (JsonNode series : result) {
        check(series.path("value"), way.expected(), evidence);
      }
    }
    return evidence;
  }

  /** A pair of a time and a number as text. */
  private static void check(JsonNode sample, Comparison expected, String evidence)
      throws NotProved {
    String value = sample.path(1).asText();
    try {
      if (!expected.holds(Double.parseDouble(value))) {
        throw new NotProved("the query gives %s, expected %s".formatted(value, expected), evidence);
      }
    } catch (NumberFormatException e) {
      throw new NotProved("the query gives '%s', no number".formatted(value), evidence);
    }
  }
}
