package io.siteswap.approval;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every call that a JAX-RS resource offers, also through the resources that it leads to. */
final class Endpoints {
  private static final int DEEPEST = 6;

  private Endpoints() {}

  /** As in {@code "POST /task/{id}/complete"}. */
  static Set<String> of(Class<?> resource) {
    Set<String> found = new TreeSet<>();
    String at = Optional.ofNullable(resource.getAnnotation(Path.class)).map(Path::value).orElse("");
    walk(resource, at, 0, found);
    return found;
  }

  private static void walk(Class<?> resource, String at, int depth, Set<String> found) {
    if (depth > DEEPEST) {
      throw new IllegalStateException("a resource leads to itself: " + at);
    }
    for (Method method : resource.getMethods()) {
      List<Annotation> said = annotations(method);
      Optional<String> path = path(said);
      Optional<String> verb = verb(said);
      String here = join(at, path.orElse(""));
      if (verb.isPresent()) {
        found.add(verb.get() + " " + here);
      } else if (path.isPresent()) {
        walk(method.getReturnType(), here, depth + 1, found);
      }
    }
  }

  private static String join(String at, String path) {
    return ("/" + at + "/" + path).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
  }

  /** Camunda says it at the interface, and now and then at the class. */
  private static List<Annotation> annotations(Method method) {
    List<Annotation> all = new ArrayList<>(List.of(method.getAnnotations()));
    types(method.getDeclaringClass())
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(
            other ->
                other.getName().equals(method.getName())
                    && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()))
        .forEach(other -> all.addAll(List.of(other.getAnnotations())));
    return all;
  }

  private static Stream<Class<?>> types(Class<?> type) {
    Stream<Class<?>> above =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
    return Stream.concat(Stream.of(type), above.flatMap(Endpoints::types));
  }

  private static Optional<String> path(List<Annotation> said) {
    return said.stream()
        .filter(Path.class::isInstance)
        .map(annotation -> ((Path) annotation).value())
        .findFirst();
  }

  private static Optional<String> verb(List<Annotation> said) {
    return said.stream()
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(method -> method != null)
        .map(HttpMethod::value)
        .findFirst();
  }
}
