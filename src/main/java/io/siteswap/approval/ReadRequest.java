package io.siteswap.approval;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.site.Typed;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

/** A request whose body has been read, and can be read once more. */
class ReadRequest extends HttpServletRequestWrapper {
  private static final int DEEPEST = 100;

  private static final String EXPRESSION = "Expression";
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private final byte[] body;

  private ReadRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
  }

  static ReadRequest of(HttpServletRequest request) throws IOException {
    return new ReadRequest(request, request.getInputStream().readAllBytes());
  }

  /** Why the engine does not get to read it. */
  record Objection(int status, String why) {}

  /**
   * An expression, in its address or anywhere in its body; more depth than anybody needs; or, of
   * people, what nobody is called.
   */
  Optional<Objection> objection(boolean isOfPeople) {
    try {
      JsonNode tree = tree();
      if (Collections.list(getParameterNames()).stream().anyMatch(ReadRequest::isExpression)
          || hasExpression(tree)) {
        return Optional.of(new Objection(403, "no expression is taken from outside"));
      }
      if (isOfPeople) {
        measure(tree);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(new Objection(400, e.getMessage()));
    } catch (StreamConstraintsException e) {
      return Optional.of(
          new Objection(400, "JSON is nested at most %d deep here".formatted(DEEPEST)));
    }
  }

  private JsonNode tree() throws StreamConstraintsException {
    try {
      return JSON.readTree(body);
    } catch (StreamConstraintsException e) {
      throw e;
    } catch (IOException e) {
      // It is no JSON, so the engine's API will not read it either, and says so.
      return JSON.createObjectNode();
    }
  }

  /** The engine takes down whatever it is told of people; what is told of runs it asks about. */
  private static void measure(JsonNode node) {
    for (var field : node.properties()) {
      if (field.getValue().isTextual()) {
        measure(field.getKey(), field.getValue().textValue());
      }
      measure(field.getValue());
    }
  }

  private static void measure(String name, String text) {
    if (name.toLowerCase(Locale.ROOT).contains("password")) {
      Typed.text(name, text);
    } else {
      Typed.name(name, text);
    }
  }

  private static boolean hasExpression(JsonNode node) {
    for (var field : node.properties()) {
      if (isExpression(field.getKey())) {
        return true;
      }
    }
    for (JsonNode child : node) {
      if (hasExpression(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isExpression(String name) {
    return name.endsWith(EXPRESSION);
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public ServletInputStream getInputStream() {
    ByteArrayInputStream bytes = new ByteArrayInputStream(body);
    return new ServletInputStream() {
      @Override
      public boolean isFinished() {
        return bytes.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("the body has been read already");
      }

      @Override
      public int read() {
        return bytes.read();
      }

      @Override
      public int read(byte[] target, int from, int length) {
        return bytes.read(target, from, length);
      }
    };
  }
}
