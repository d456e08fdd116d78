package io.siteswap.approval;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.people.Callers;
import io.siteswap.people.NoEntry;
import io.siteswap.people.Places;
import io.siteswap.people.SecurityLog;
import io.siteswap.runbook.Groups;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets through what {@link OpenCalls} says, of Camunda's API, of what its applications ask, and of
 * our own; refuses everything else.
 */
class Door extends OncePerRequestFilter {
  private static final String ENGINE_REST = "/engine-rest";
  private static final String APPLICATIONS = "/camunda/api";

  /** As the webapps' own engine API begins below {@link #APPLICATIONS}. */
  private static final String ENGINE = "engine";

  private final SignedIn signedIn;
  private final Callers callers;
  private final OpenCalls calls;

  Door(SignedIn signedIn, Callers callers, OpenCalls calls) {
    this.callers = callers;
    this.signedIn = signedIn;
    this.calls = calls;
  }

  /** It stands everywhere else, so that no address is left out that somebody adds. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return Places.OUTSIDE.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    if (hasNul(request)) {
      NoEntry.say(
          request,
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "no text has the character U+0000 here");
      return;
    }
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    Optional<Person> caller = signedIn.now();
    if (isOpen(method, path, caller) && isInScope(method, path)) {
      letIn(path, request, response, chain);
      caller.ifPresent(who -> tellOfRefusal(request, response, who));
    } else if (caller.isEmpty()) {
      NoEntry.say(request, response, HttpServletResponse.SC_UNAUTHORIZED, "nobody is signed in");
    } else if (NoEntry.isSeenByAPerson(request) && isNothing(method, path)) {
      NoEntry.nothingThere(request, response);
    } else {
      refuse(
          request,
          response,
          "%s may not %s %s: it is not among the calls that are open"
              .formatted(caller.get().name(), request.getMethod(), path));
      tellOfRefusal(request, response, caller.get());
    }
  }

  /** Whether by the door or by what stands behind it, as by the four eyes. */
  private static void tellOfRefusal(
      HttpServletRequest request, HttpServletResponse response, Person who) {
    if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
      SecurityLog.warn(
          "refused",
          "user",
          who.name(),
          "source",
          request.getRemoteAddr(),
          "call",
          request.getMethod() + " " + request.getRequestURI());
    }
  }

  /** Who has mistyped an address is not told of rights. */
  private boolean isNothing(String method, String path) {
    return method.equals("GET") && !isOpen(method, path, Optional.of(new Person("", Groups.ALL)));
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response, String why)
      throws IOException {
    NoEntry.say(request, response, HttpServletResponse.SC_FORBIDDEN, why);
  }

  /** What PostgreSQL takes in no text; what comes as JSON is measured where it is read. */
  private static boolean hasNul(HttpServletRequest request) {
    return request.getParameterMap().values().stream()
        .flatMap(Stream::of)
        .anyMatch(value -> value.indexOf('\0') >= 0);
  }

  /** Camunda runs an expression in a query for whoever can read a list of tasks. */
  private static void letIn(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean isEngine = path.startsWith(ENGINE_REST) || path.startsWith(APPLICATIONS + "/" + ENGINE);
    if (!isEngine) {
      chain.doFilter(request, response);
      return;
    }
    ReadRequest read = ReadRequest.of(request);
    Optional<ReadRequest.Objection> objection = read.objection(isOfPeople(path));
    if (objection.isPresent()) {
      NoEntry.say(request, response, objection.get().status(), objection.get().why());
    } else {
      chain.doFilter(read, response);
    }
  }

  private static boolean isOfPeople(String path) {
    return steps(path).contains("user");
  }

  /** A token opens only what it is for, of what is open to whoever has its rights. */
  private boolean isInScope(String method, String path) {
    return callers
        .scopes()
        .map(scopes -> OpenCalls.isInScope(method, steps(path), scopes))
        .orElse(true);
  }

  boolean isOpen(String method, String path, Optional<Person> caller) {
    List<String> steps = steps(path);
    List<String> groups = caller.map(Person::groups).orElse(List.of());
    if (path.startsWith(ENGINE_REST)) {
      return calls.isOpenInCamunda(method, steps.subList(1, steps.size()), groups);
    }
    if (!path.startsWith(APPLICATIONS)) {
      return OpenCalls.isOfDesks(method, steps) || calls.isOpenInOurs(method, steps, groups);
    }
    List<String> below = steps.subList(2, steps.size());
    if (caller.isEmpty()) {
      return calls.isOpenBeforeSignIn(method, below);
    }
    return (!below.isEmpty() && below.get(0).equals(ENGINE))
        ? calls.isOpenInCamunda(method, below.subList(1, below.size()), groups)
        : calls.isOpenInApplications(method, below, groups);
  }

  /** Decoded after it was cut, so that no step can become two. */
  private static List<String> steps(String path) {
    return OpenCall.steps(path).stream().map(Door::decoded).toList();
  }

  private static String decoded(String step) {
    try {
      return Optional.ofNullable(URI.create("/" + step).getPath()).orElse("/").substring(1);
    } catch (IllegalArgumentException e) {
      return step;
    }
  }
}
