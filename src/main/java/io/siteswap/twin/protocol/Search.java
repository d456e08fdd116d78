package io.siteswap.twin.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Manager's search language: "field=value and … or … sortby field desc page 2". */
public final class Search<T> {
  private static final Pattern PAGE = Pattern.compile("(?i)\\bpage\\s+(\\d+)\\s*$");
  private static final Pattern SORT =
      Pattern.compile("(?i)\\bsortby\\s+([\\w.]+)(?:\\s+(asc|desc))?\\s*$");
  private static final Pattern TERM =
      Pattern.compile("\\s*([\\w.]+)\\s*(!=|=|>|<)\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"]+)\\s*");
  private static final Pattern WORD = Pattern.compile("[\\w.*-]+");
  private static final Pattern JOIN = Pattern.compile("(?i)(and|or)\\s+");

  /** The values a thing has for a field; empty when it has no such field at all. */
  public interface Fields<T> extends BiFunction<T, String, Optional<List<String>>> {}

  private final Fields<T> fields;
  private final boolean caseSensitive;
  private final Set<String> named = new HashSet<>();

  public Search(Fields<T> fields, boolean caseSensitive) {
    this.fields = fields;
    this.caseSensitive = caseSensitive;
  }

  /** What was asked for, or nothing at all when the search does not make sense. */
  public List<T> apply(List<T> all, String search, Optional<Integer> max) {
    String text = search.trim();
    int page = 1;
    Matcher pages = PAGE.matcher(text);
    if (pages.find()) {
      page = Integer.parseInt(pages.group(1));
      text = text.substring(0, pages.start()).trim();
    }
    Optional<Comparator<T>> order = Optional.empty();
    Matcher sort = SORT.matcher(text);
    if (sort.find()) {
      order = Optional.of(order(sort.group(1), "desc".equalsIgnoreCase(sort.group(2))));
      text = text.substring(0, sort.start()).trim();
    }
    Optional<Predicate<T>> filter = text.isEmpty() ? Optional.of(t -> true) : parse(text);
    if (filter.isEmpty() || namesUnknown(all)) {
      return List.of();
    }
    List<T> found = new ArrayList<>(all.stream().filter(filter.get()).toList());
    order.ifPresent(found::sort);
    return page(found, page, max);
  }

  /** One field that things do not have makes the whole search invalid, whatever else it says. */
  private boolean namesUnknown(List<T> all) {
    return all.stream()
        .limit(1)
        .anyMatch(thing -> named.stream().anyMatch(field -> fields.apply(thing, field).isEmpty()));
  }

  private List<T> page(List<T> found, int page, Optional<Integer> max) {
    int size = max.orElse(found.size());
    long from = (long) (page - 1) * size;
    return from >= found.size() ? List.of() : found.stream().skip(from).limit(size).toList();
  }

  private Comparator<T> order(String field, boolean descending) {
    named.add(field.toLowerCase(Locale.ROOT));
    Comparator<T> order = Comparator.comparing(thing -> sortKey(thing, field));
    return descending ? order.reversed() : order;
  }

  private String sortKey(T thing, String field) {
    String key =
        fields.apply(thing, field.toLowerCase(Locale.ROOT)).stream()
            .flatMap(List::stream)
            .findFirst()
            .orElse("");
    return key.matches("\\d+") ? "0".repeat(Math.max(0, 20 - key.length())) + key : key;
  }

  private Optional<Predicate<T>> parse(String text) {
    if (WORD.matcher(text).matches()) {
      return Optional.of(compare("name", "=", text));
    }
    List<Predicate<T>> anyOf = new ArrayList<>();
    Optional<Predicate<T>> allOf = Optional.empty();
    Matcher term = TERM.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!term.find(at) || term.start() != at) {
        return Optional.empty();
      }
      Predicate<T> next = compare(term.group(1), term.group(2), unquote(term.group(3)));
      allOf = Optional.of(allOf.map(before -> before.and(next)).orElse(next));
      at = term.end();
      if (at < text.length()) {
        Matcher join = JOIN.matcher(text).region(at, text.length());
        if (!join.lookingAt()) {
          return Optional.empty();
        }
        if ("or".equalsIgnoreCase(join.group(1))) {
          anyOf.add(allOf.get());
          allOf = Optional.empty();
        }
        at = join.end();
      }
    }
    allOf.ifPresent(anyOf::add);
    return anyOf.stream().reduce(Predicate::or);
  }

  private static String unquote(String value) {
    boolean quoted = value.startsWith("\"") || value.startsWith("'");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private Predicate<T> compare(String field, String operator, String value) {
    String name = field.toLowerCase(Locale.ROOT);
    named.add(name);
    if (operator.equals(">") || operator.equals("<")) {
      return thing -> values(thing, name).stream().anyMatch(v -> order(v, value, operator));
    }
    Pattern wanted = pattern(value);
    boolean equal = operator.equals("=");
    return thing -> {
      Optional<List<String>> found = fields.apply(thing, name);
      return found.isPresent()
          && found.get().stream().anyMatch(v -> wanted.matcher(v).matches()) == equal;
    };
  }

  private List<String> values(T thing, String field) {
    return fields.apply(thing, field).orElse(List.of());
  }

  private static boolean order(String value, String limit, String operator) {
    try {
      int sign = Long.compare(Long.parseLong(value), Long.parseLong(limit));
      return operator.equals(">") ? sign > 0 : sign < 0;
    } catch (NumberFormatException noNumbers) {
      return false;
    }
  }

  private Pattern pattern(String value) {
    String expression = Pattern.quote(value).replace("*", "\\E.*\\Q");
    return Pattern.compile(expression, caseSensitive ? 0 : Pattern.CASE_INSENSITIVE);
  }
}
