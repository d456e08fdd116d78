package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Request;
import io.siteswap.twin.protocol.Search;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A request that found its way: the ids in its path, its body, and the command's correlation. */
record Call(Request request, Map<String, String> ids, Element body, String correlation) {
  String id(String name) {
    return ids.get(name);
  }

  Optional<String> command() {
    return Optional.of(correlation);
  }

  List<String> follow() {
    return request.parameter("follow").stream()
        .flatMap(list -> Stream.of(list.split(",", -1)))
        .map(String::trim)
        .filter(link -> !link.isEmpty())
        .toList();
  }

  boolean follows(String link) {
    return follow().contains(link);
  }

  /** Cuts the list as "max" says; what is no number is ignored, a negative one refused. */
  Optional<Integer> max() {
    Optional<Integer> max =
        request.parameter("max").filter(text -> text.matches("-?\\d{1,9}")).map(Integer::valueOf);
    if (max.filter(number -> number < 0).isPresent()) {
      throw Refusal.plain(400, "illegal max count value for query : " + max.get());
    }
    return max;
  }

  <T> List<T> select(List<T> all, Search.Fields<T> fields) {
    Optional<Integer> max = max();
    boolean caseSensitive = request.parameter("case_sensitive").filter("true"::equals).isPresent();
    return request
        .parameter("search")
        .map(search -> new Search<>(fields, caseSensitive).apply(all, search, max))
        .orElseGet(() -> max.map(size -> all.stream().limit(size).toList()).orElse(all));
  }
}
