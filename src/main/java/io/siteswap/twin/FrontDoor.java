package io.siteswap.twin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.siteswap.twin.behaviour.WorldKeeper;
import io.siteswap.twin.control.Control;
import io.siteswap.twin.protocol.Answer;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.protocol.Media;
import io.siteswap.twin.protocol.Request;
import io.siteswap.twin.protocol.SignOn;
import io.siteswap.twin.protocol.Statistics;
import io.siteswap.twin.resource.Faults;
import io.siteswap.twin.resource.ManagerApi;
import io.siteswap.twin.world.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request, sends it to the room it is for, and the answer back. */
final class FrontDoor implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
  private static final String ENGINE = "/ovirt-engine";

  private final ManagerApi api;
  private final SignOn signOn;
  private final Control control;
  private final WorldKeeper keeper;
  private final Statistics statistics;

  FrontDoor(
      ManagerApi api, SignOn signOn, Control control, WorldKeeper keeper, Statistics statistics) {
    this.api = api;
    this.signOn = signOn;
    this.control = control;
    this.keeper = keeper;
    this.statistics = statistics;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<Answer> answer = Optional.empty();
    try {
      answer = answer(Request.of(exchange));
    } catch (RuntimeException unexpected) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), unexpected);
      answer = Optional.of(stumble(exchange, unexpected));
    } finally {
      if (answer.isPresent()) {
        send(exchange, answer.get());
      }
      exchange.close();
    }
  }

  /** Also a mistake of the twin is told in the form that was asked for. */
  private static Answer stumble(HttpExchange exchange, RuntimeException unexpected) {
    Optional<String> accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"));
    Element fault =
        new Element("fault").add("detail", unexpected.toString()).add("reason", "Operation Failed");
    return Media.accepted(accept).orElse(Media.XML).answer(500, fault);
  }

  private Optional<Answer> answer(Request request) {
    String path = request.path();
    if (path.startsWith(ENGINE) && keeper.read(sim -> sim.world.managerBack.isPresent())) {
      return Optional.empty();
    }
    if (path.startsWith(Hrefs.BASE)) {
      return api.answer(request, path.substring(Hrefs.BASE.length()));
    }
    if (path.startsWith(ENGINE)) {
      return signOn(request, path.substring(ENGINE.length()));
    }
    return path.equals("/twin") || path.startsWith("/twin/")
        ? Optional.of(control.answer(request))
        : Optional.of(Answer.empty(404));
  }

  private Optional<Answer> signOn(Request request, String path) {
    statistics.count(request.method(), path);
    Optional<FaultRule> fault = keeper.read(sim -> Faults.meet(sim.world, request.method(), path));
    if (fault.filter(FaultRule::drop).isPresent()) {
      return Optional.empty();
    }
    if (fault.filter(rule -> rule.status().isPresent()).isPresent()) {
      return Optional.of(Faults.answer(fault.get(), Media.JSON, false));
    }
    return signOn.answer(request, path).or(() -> Optional.of(Answer.empty(404)));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }
}
