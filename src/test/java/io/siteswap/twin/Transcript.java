package io.siteswap.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One recorded exchange: a request, and what the real Manager answered. */
public record Transcript(
    String name,
    String method,
    String target,
    Map<String, String> headers,
    String body,
    int status,
    Map<String, String> answerHeaders,
    String answer) {

  public static Transcript read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Transcript parse(String name, String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    while (lines.get(0).startsWith("#")) {
      lines.remove(0);
    }
    int answerAt = 0;
    while (!lines.get(answerAt).startsWith("HTTP/1.1 ")) {
      answerAt++;
    }
    List<String> request = lines.subList(0, answerAt);
    List<String> answer = lines.subList(answerAt, lines.size());
    String[] first = request.get(0).split(" ", 3);
    return new Transcript(
        name,
        first[0],
        first[1],
        headers(request),
        body(request),
        Integer.parseInt(answer.get(0).split(" ", 3)[1]),
        headers(answer),
        body(answer));
  }

  private static int headEnd(List<String> lines) {
    int at = 1;
    while (at < lines.size() && !lines.get(at).isEmpty()) {
      at++;
    }
    return at;
  }

  private static Map<String, String> headers(List<String> lines) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, headEnd(lines))) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return headers;
  }

  private static String body(List<String> lines) {
    return String.join("\n", lines.subList(headEnd(lines), lines.size())).trim();
  }

  public Optional<String> header(String key) {
    return Optional.ofNullable(headers.get(key));
  }

  public Optional<String> answerHeader(String key) {
    return Optional.ofNullable(answerHeaders.get(key));
  }
}
