package io.siteswap.people;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Works on so many requests of one source at a time. Whoever reads slowly holds a thread of the
 * server until what is said to them has gone out, and may ask for much without a sign-in.
 */
class FewAtOnce extends ValveBase {
  /** Of the two hundred that there are; a browser has six under way, a node far fewer. */
  private static final int OF_ONE_SOURCE = 64;

  private final Map<String, Integer> sources = new ConcurrentHashMap<>();

  FewAtOnce() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String source = Source.of(request.getRemoteAddr());
    try {
      if (sources.merge(source, 1, Integer::sum) > OF_ONE_SOURCE) {
        BodyFirst.refuse(
            request, response, 503, "too much is asked from where you are: try again in a second");
      } else {
        getNext().invoke(request, response);
      }
    } finally {
      sources.computeIfPresent(source, (same, count) -> count == 1 ? null : count - 1);
    }
  }
}
