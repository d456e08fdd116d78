package io.siteswap.ticket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The configured desks. */
public class Desks {
  private record Known(Pattern numbers, ChangeDesk desk) {}

  private final Map<String, Known> byName = new LinkedHashMap<>();

  Desks(List<ChangeDesk> desks, TicketProperties properties) {
    for (ChangeDesk desk : desks) {
      Pattern numbers = Pattern.compile(properties.desks().get(desk.name()).numbers());
      byName.put(desk.name(), new Known(numbers, desk));
    }
  }

  /** Whether nobody can be asked about any ticket. */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  public Optional<ChangeDesk> named(String name) {
    return Optional.ofNullable(byName.get(name)).map(Known::desk);
  }

  /** The desk that has tickets of such numbers; the first one, where there are several. */
  public Optional<ChangeDesk> of(String ticket) {
    return byName.values().stream()
        .filter(known -> known.numbers().matcher(ticket).matches())
        .map(Known::desk)
        .findFirst();
  }
}
