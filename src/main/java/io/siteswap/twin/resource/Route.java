package io.siteswap.twin.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path of the API, what may be done there, and what its body has to be. */
record Route(String method, String pattern, Optional<String> root, String manual, Handler handler) {

  /** Carries out a call on the world as it is now. */
  interface Handler {
    Reply handle(Call call);
  }

  static Route get(String pattern, Handler handler) {
    return new Route("GET", pattern, Optional.empty(), "", handler);
  }

  static Route delete(String pattern, Handler handler) {
    return new Route("DELETE", pattern, Optional.empty(), "", handler);
  }

  static Route action(String pattern, Handler handler) {
    return new Route("POST", pattern, Optional.of("action"), "services/action", handler);
  }

  static Route post(String pattern, String root, Handler handler) {
    return new Route("POST", pattern, Optional.of(root), service(root) + "s/methods/add", handler);
  }

  static Route put(String pattern, String root, Handler handler) {
    return new Route("PUT", pattern, Optional.of(root), service(root) + "/methods/update", handler);
  }

  private static String service(String root) {
    return "services/" + root.replace("_", "-");
  }

  boolean isAction() {
    return root.filter("action"::equals).isPresent();
  }

  /** The ids in the path, if it is one of this route. */
  Optional<Map<String, String>> match(List<String> path) {
    List<String> steps = List.of(pattern.substring(1).split("/", -1));
    if (steps.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> ids = new HashMap<>();
    for (int at = 0; at < steps.size(); at++) {
      String step = steps.get(at);
      if (step.startsWith("{")) {
        ids.put(step.substring(1, step.length() - 1), path.get(at));
      } else if (!step.equals(path.get(at))) {
        return Optional.empty();
      }
    }
    return Optional.of(ids);
  }
}
