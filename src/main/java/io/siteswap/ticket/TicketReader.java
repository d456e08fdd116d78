package io.siteswap.ticket;

import io.siteswap.ticket.TicketProperties.Fields;
import io.siteswap.ticket.TicketProperties.Means;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a ticket of the fields of a desk, by what the configuration says of them. */
final class TicketReader {
  /** With an offset, without one, or without a time: as the desks write it. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern(
          "yyyy-MM-dd[['T'][' ']HH:mm[:ss][.SSSSSS][.SSS][XXX][XX][X]]", Locale.ROOT);

  /** RT's way of saying that there is none. */
  private static final String UNSET = "1970-01-01";

  private static final Value NONE = new Value("", "");

  private final String desk;
  private final Fields names;
  private final Means means;
  private final ZoneId zone;

  TicketReader(String desk, DeskType type, TicketProperties.Desk settings) {
    this.desk = desk;
    this.names = type.fields(settings.fields());
    this.means = type.means(settings.means());
    this.zone = settings.zone();
  }

  /**
   * What stands in a field.
   *
   * @param shown as people see it
   * @param kept as the desk keeps it
   */
  record Value(String shown, String kept) {
    static Value of(String text) {
      return new Value(text, text);
    }

    boolean isOne(List<String> words) {
      return words.stream()
          .anyMatch(word -> word.equalsIgnoreCase(shown) || word.equalsIgnoreCase(kept));
    }
  }

  Ticket read(String number, String id, String revision, Map<String, Value> fields) {
    Value state = get(fields, names.state());
    Value approval = get(fields, names.approval());
    Value conflict = get(fields, names.conflict());
    return new Ticket(
        desk,
        number,
        id,
        get(fields, names.title()).shown(),
        get(fields, names.description()).shown(),
        state.shown(),
        state.isOne(means.allowed()),
        state.isOne(means.withdrawn()),
        approval.shown(),
        approval.isOne(means.approved()),
        get(fields, names.onHold()).isOne(means.onHold()),
        Optional.of(conflict).filter(c -> c.isOne(means.conflict())).map(Value::shown),
        time(number, names.windowStart(), fields),
        time(number, names.windowEnd(), fields),
        type(get(fields, names.type())),
        fields.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().shown())),
        revision);
  }

  private static Value get(Map<String, Value> fields, String name) {
    return fields.getOrDefault(name, NONE);
  }

  private Ticket.Type type(Value value) {
    if (value.isOne(means.emergency())) {
      return Ticket.Type.EMERGENCY;
    }
    return value.isOne(means.standard()) ? Ticket.Type.STANDARD : Ticket.Type.NORMAL;
  }

  private Optional<Instant> time(String number, String name, Map<String, Value> fields) {
    String text = get(fields, name).kept();
    if (text.isBlank() || text.startsWith(UNSET)) {
      return Optional.empty();
    }
    try {
      return Optional.of(instant(text));
    } catch (DateTimeParseException e) {
      throw new DeskRefused(
          "ticket %s has '%s' in the field %s, which is no time".formatted(number, text, name));
    }
  }

  private Instant instant(String text) {
    TemporalAccessor time =
        TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (time instanceof OffsetDateTime exact) {
      return exact.toInstant();
    }
    LocalDateTime local = time instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) time;
    return local.atZone(zone).toInstant();
  }
}
