package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what to do for a path. */
final class Router {
  private final Simulation sim;
  private final Map<String, List<Route>> byFirstStep = new HashMap<>();

  Router(Simulation sim) {
    this.sim = sim;
    Views views = new Views(sim);
    List<Route> routes = new ArrayList<>(new RootResource(sim).routes());
    routes.addAll(new JobResource(sim).routes());
    routes.addAll(new FrameResource(sim, views).routes());
    routes.addAll(new FrameChanges(sim, views).routes());
    routes.addAll(new SchedulingPolicies(sim.world).routes());
    routes.addAll(new Account(sim.world).routes());
    routes.addAll(new Tags(sim).routes());
    routes.addAll(new HostResource(sim, views).routes());
    routes.addAll(new FenceAgents(sim.world).routes());
    routes.addAll(new VmResource(sim, views).routes());
    GroupResource groups = new GroupResource(sim, views);
    routes.addAll(groups.routes());
    routes.addAll(new GroupMembers(groups, sim.world, views).routes());
    routes.addAll(new EventResource(sim).routes());
    routes.addAll(new EmptyLists(sim.world).routes());
    routes.forEach(
        route ->
            byFirstStep
                .computeIfAbsent(Request.steps(route.pattern()).get(0), key -> new ArrayList<>())
                .add(route));
  }

  /** A route and the ids its path holds. */
  record Match(Route route, Map<String, String> ids) {}

  boolean leadsInto(Simulation world) {
    return sim == world;
  }

  Optional<Match> find(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    return matches(path).stream().filter(m -> m.route().method().equals(wanted)).findFirst();
  }

  private List<Match> matches(String path) {
    List<String> steps = Request.steps(path);
    return byFirstStep.getOrDefault(steps.get(0), List.of()).stream()
        .flatMap(route -> route.match(steps).stream().map(ids -> new Match(route, ids)))
        .toList();
  }

  /** What may be done at a path; empty where there is nothing. */
  Set<String> allowed(String path) {
    Set<String> methods = new LinkedHashSet<>();
    for (Match match : matches(path)) {
      methods.add(match.route().method());
      if (match.route().method().equals("GET")) {
        methods.add("HEAD");
      }
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }
}
