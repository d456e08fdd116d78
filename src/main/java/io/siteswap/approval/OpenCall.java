package io.siteswap.approval;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A call that is open to some groups. In a path {@code *} is one step, and {@code **} at its end is
 * all that follows.
 */
record OpenCall(Set<String> groups, String method, List<String> path) {
  static OpenCall of(Set<String> groups, String call) {
    String[] parts = call.split(" ", 2);
    return new OpenCall(groups, parts[0], steps(parts[1]));
  }

  static List<String> steps(String path) {
    return Arrays.stream(path.split("/")).filter(step -> !step.isEmpty()).toList();
  }

  boolean isOpenTo(List<String> who) {
    return who.stream().anyMatch(groups::contains);
  }

  boolean matches(String asked, List<String> steps) {
    return method.equals(asked) && matches(steps);
  }

  private boolean matches(List<String> steps) {
    boolean open = !path.isEmpty() && path.get(path.size() - 1).equals("**");
    int fixed = open ? path.size() - 1 : path.size();
    if (open ? steps.size() < fixed : steps.size() != fixed) {
      return false;
    }
    for (int i = 0; i < fixed; i++) {
      if (!path.get(i).equals("*") && !path.get(i).equals(steps.get(i))) {
        return false;
      }
    }
    return true;
  }
}
