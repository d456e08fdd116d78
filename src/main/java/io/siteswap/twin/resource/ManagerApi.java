package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.behaviour.WorldKeeper;
import io.siteswap.twin.protocol.Answer;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.protocol.Media;
import io.siteswap.twin.protocol.Request;
import io.siteswap.twin.protocol.Sessions;
import io.siteswap.twin.protocol.SignOn;
import io.siteswap.twin.protocol.Statistics;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.FaultRule;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinHost;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The REST API: who may enter, what is meant, and how it is answered. */
public final class ManagerApi {
  private static final int CORRELATION_LENGTH = 36;

  private final WorldKeeper keeper;
  private final Sessions sessions;
  private final Statistics statistics;
  private Router router;

  public ManagerApi(WorldKeeper keeper, Sessions sessions, Statistics statistics) {
    this.keeper = keeper;
    this.sessions = sessions;
    this.statistics = statistics;
  }

  /** Answers a request below the API's base; empty when the connection is to be dropped. */
  public Optional<Answer> answer(Request request, String rawPath) {
    String path = normalize(rawPath);
    if (!sessions.admits(request.header("Authorization"))) {
      return Optional.of(refuseEntry(request));
    }
    Optional<Answer> wrongVersion = wrongVersion(request);
    if (wrongVersion.isPresent()) {
      return wrongVersion;
    }
    String correlation = correlation(request);
    return meetFault(request, path, correlation)
        .map(answer -> answer.with("Correlation-Id", correlation));
  }

  static String normalize(String rawPath) {
    String path = rawPath.startsWith("/v4") ? rawPath.substring("/v4".length()) : rawPath;
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return path.isEmpty() ? "/" : path;
  }

  private static Answer refuseEntry(Request request) {
    boolean password = request.header("Authorization").orElse("").startsWith("Basic ");
    return password
        ? Answer.html(401, "access_denied: " + SignOn.wrongPassword(Sessions.USER))
            .with("WWW-Authenticate", "Basic realm=\"RESTAPI\"")
        : Faults.unauthorized();
  }

  private static Optional<Answer> wrongVersion(Request request) {
    return switch (request.header("Version").orElse("4")) {
      case "4" -> Optional.empty();
      case "3" ->
          Optional.of(
              Answer.html(
                  405, "HTTP method " + request.method() + " is not supported by this URL"));
      default -> Optional.of(Answer.html(400, "Bad Request"));
    };
  }

  private static String correlation(Request request) {
    String wanted =
        request
            .parameter("correlation_id")
            .or(() -> request.header("Correlation-Id"))
            .map(text -> text.replaceAll("[^A-Za-z0-9_-]", ""))
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> UUID.randomUUID().toString());
    return wanted.substring(0, Math.min(CORRELATION_LENGTH, wanted.length()));
  }

  private Optional<Answer> meetFault(Request request, String path, String correlation) {
    Optional<FaultRule> fault = fault(request, path);
    fault.ifPresent(ManagerApi::delay);
    if (fault.filter(rule -> rule.drop() && !rule.carriedOut()).isPresent()) {
      return Optional.empty();
    }
    if (fault.filter(FaultRule::swallow).isPresent()) {
      return Optional.of(swallow(request, path, correlation));
    }
    if (fault.filter(rule -> rule.status().isPresent()).isPresent()) {
      boolean action = isAction(request, path);
      Media media = Media.accepted(request.header("Accept")).orElse(Media.XML);
      return Optional.of(Faults.answer(fault.get(), media, action));
    }
    Answer answer = route(request, path, correlation);
    return fault.filter(FaultRule::drop).isPresent() ? Optional.empty() : Optional.of(answer);
  }

  private Optional<FaultRule> fault(Request request, String path) {
    Function<Simulation, Optional<FaultRule>> meet =
        sim -> Faults.meet(sim.world, request.method(), path);
    boolean any = keeper.read(sim -> !sim.world.faults.isEmpty());
    return any ? keeper.change(meet) : Optional.empty();
  }

  private static void delay(FaultRule fault) {
    try {
      Thread.sleep(fault.delayMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The ways into the world, made anew only when there is another world. */
  private Router router(Simulation sim) {
    Router known = router;
    if (known == null || !known.leadsInto(sim)) {
      known = new Router(sim);
      router = known;
    }
    return known;
  }

  private boolean isAction(Request request, String path) {
    return keeper
        .read(sim -> router(sim).find(request.method(), path))
        .filter(match -> match.route().isAction())
        .isPresent();
  }

  /** Says it is done and does nothing, as the Manager does when the SPM cannot be stopped. */
  private Answer swallow(Request request, String path, String correlation) {
    Media media = Media.accepted(request.header("Accept")).orElse(Media.XML);
    keeper.change(sim -> noteSwallowed(sim, path, correlation));
    return media.answer(200, Reply.complete());
  }

  private static boolean noteSwallowed(Simulation sim, String path, String correlation) {
    String id = path.replaceAll("^/hosts/([^/]+)/.*$", "$1");
    Optional<TwinHost> host = sim.world.host(id);
    EventKind kind =
        path.endsWith("/forceselectspm")
            ? EventKind.SPM_SELECT_STOP_FAILED
            : EventKind.SPM_STOP_FAILED;
    boolean told = path.endsWith("/forceselectspm") || host.filter(sim.world::isSpm).isPresent();
    host.filter(found -> told)
        .ifPresent(
            found ->
                sim.events.add(Note.of(kind, found.name).host(found).by(Optional.of(correlation))));
    return told;
  }

  private Answer route(Request request, String path, String correlation) {
    Optional<Router.Match> match = keeper.read(sim -> router(sim).find(request.method(), path));
    if (match.isEmpty()) {
      return noRoute(request, path);
    }
    statistics.count(request.method(), match.get().route().pattern());
    Optional<Media> media = Media.accepted(request.header("Accept"));
    return media.isEmpty() ? Answer.empty(406) : carryOut(request, path, media.get(), correlation);
  }

  private Answer noRoute(Request request, String path) {
    Set<String> allowed = keeper.read(sim -> router(sim).allowed(path));
    if (allowed.isEmpty()) {
      Optional<Refusal> leftOut = LeftOut.refusal(request.method(), path);
      if (leftOut.isPresent()) {
        Media media = Media.accepted(request.header("Accept")).orElse(Media.XML);
        return media.answer(
            leftOut.get().status(), Faults.fault(leftOut.get(), false, new Element("action")));
      }
      return Answer.of(
          404, Answer.HTML, "RESTEASY003210: Could not find resource for full path: " + path);
    }
    String list = String.join(", ", allowed);
    return request.method().equals("OPTIONS")
        ? Answer.of(200, "text/plain;charset=UTF-8", list).with("Allow", list)
        : Answer.empty(405).with("Allow", list);
  }

  private Answer carryOut(Request request, String path, Media media, String correlation) {
    Function<Simulation, Outcome> act =
        sim -> {
          Router.Match match = router(sim).find(request.method(), path).orElseThrow();
          boolean forbidden = Account.isForbidden(sim.world, request.method(), path);
          return carryOut(request, match, correlation, forbidden);
        };
    // Long lists are put into words after the world has been let go.
    return (request.isRead() ? keeper.read(act) : keeper.change(act)).answer(media);
  }

  /** What is to be answered, not yet in words. */
  private interface Outcome {
    Answer answer(Media media);
  }

  private static Outcome carryOut(
      Request request, Router.Match match, String correlation, boolean forbidden) {
    Element body = new Element("");
    try {
      body = Bodies.read(request, match.route());
      Call call = new Call(request, match.ids(), body, correlation);
      if (forbidden) {
        throw Refusal.of(403, List.of("User is not authorized to perform this action."));
      }
      Reply reply = match.route().handler().handle(call);
      return media -> accept(request, reply, media);
    } catch (Refusal refusal) {
      Element given = body;
      return media -> refuse(refusal, match.route(), media, given);
    }
  }

  private static Answer accept(Request request, Reply reply, Media media) {
    Answer answer = media.answer(reply.status(), reply.element());
    return reply
        .created()
        .map(href -> answer.with("Location", location(request, href)))
        .orElse(answer);
  }

  /** The Manager puts its base into the address twice. */
  private static String location(Request request, String href) {
    return "http://" + request.header("Host").orElse("") + Hrefs.BASE + "/v4" + href;
  }

  private static Answer refuse(Refusal refusal, Route route, Media media, Element body) {
    return switch (refusal.form()) {
      case EMPTY -> Answer.empty(refusal.status());
      case PAGE ->
          refusal.detail().isEmpty()
              ? Answer.empty(refusal.status())
              : Answer.of(refusal.status(), Answer.HTML, refusal.detail());
      default -> media.answer(refusal.status(), Faults.fault(refusal, route.isAction(), body));
    };
  }
}
