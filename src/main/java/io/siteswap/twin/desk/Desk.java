package io.siteswap.twin.desk;

import io.siteswap.twin.file.KeptFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The changes, and what may be done to them; all is written down before anybody is answered. */
final class Desk {
  private static final Duration WINDOW = Duration.ofDays(30);

  private static final String MODIFIED = "sys_mod_count";

  /** What nobody writes. */
  private static final Set<String> OWN =
      Set.of(
          ChangeRequest.SYS_ID,
          ChangeRequest.NUMBER,
          ChangeRequest.UPDATED,
          MODIFIED,
          "sys_created_on",
          "sys_created_by");

  /** What whoever is told by the webhook wants to know of. */
  private static final List<String> TOLD =
      List.of(
          ChangeRequest.APPROVAL,
          ChangeRequest.ON_HOLD,
          ChangeRequest.START,
          ChangeRequest.END,
          "conflict_status");

  private final Book book;
  private final Optional<KeptFile<Book>> file;
  private final InstantSource clock;

  Desk(Optional<KeptFile<Book>> file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.book = file.flatMap(KeptFile::load).orElseGet(Book::new);
    if (book.changes.isEmpty()) {
      open(
          "desk",
          Map.of(
              ChangeRequest.TITLE,
              "Empty site north for maintenance",
              ChangeRequest.DESCRIPTION,
              "The storage of north gets new controllers.\nsiteswap: fail-over-site demo north"));
    }
  }

  synchronized <T> T read(Function<Book, T> question) {
    return question.apply(book);
  }

  synchronized List<ChangeRequest> changes() {
    return List.copyOf(book.changes);
  }

  synchronized Optional<ChangeRequest> find(String key) {
    return book.changes.stream()
        .filter(change -> change.number().equals(key) || change.is(ChangeRequest.SYS_ID, key))
        .findFirst();
  }

  ChangeRequest get(String key) {
    return find(key).orElseThrow(() -> new BadRequest(404, "No Record found"));
  }

  /** Opens a change that is planned for the next thirty days, unless it is told otherwise. */
  synchronized ChangeRequest open(String who, Map<String, String> told) {
    Instant now = clock.instant();
    ChangeRequest change = new ChangeRequest();
    change.fields.put(ChangeRequest.SYS_ID, id());
    change.fields.put(ChangeRequest.NUMBER, "CHG%07d".formatted(book.lastNumber + 1));
    change.fields.put(ChangeRequest.TYPE, "normal");
    change.fields.put(ChangeRequest.STATE, Choices.ASSESS);
    change.fields.put(ChangeRequest.APPROVAL, "requested");
    change.fields.put(ChangeRequest.ON_HOLD, "false");
    change.fields.put("on_hold_reason", "");
    change.fields.put("conflict_status", "No Conflict");
    change.fields.put(ChangeRequest.TITLE, "");
    change.fields.put(ChangeRequest.DESCRIPTION, "");
    change.fields.put(ChangeRequest.START, Choices.kept(now));
    change.fields.put(ChangeRequest.END, Choices.kept(now.plus(WINDOW)));
    change.fields.put("sys_created_on", Choices.kept(now));
    change.fields.put("sys_created_by", who);
    change.fields.put(ChangeRequest.UPDATED, Choices.kept(now));
    change.fields.put(MODIFIED, "0");
    write(change, who, told);
    book.lastNumber++;
    book.changes.add(change);
    save();
    return change;
  }

  /** Writes some of its fields, and a work note where there is one. */
  synchronized ChangeRequest update(String key, String who, Map<String, String> told) {
    ChangeRequest change = get(key);
    if (Choices.ENDED.contains(change.get(ChangeRequest.STATE))
        && !told.keySet().equals(Set.of(ChangeRequest.NOTES))) {
      throw new BadRequest(
          403,
          "%s is %s: only work notes may be added to it"
              .formatted(
                  change.number(),
                  Choices.display(ChangeRequest.STATE, change.get(ChangeRequest.STATE))));
    }
    Map<String, String> before = new LinkedHashMap<>(change.fields);
    write(change, who, told);
    change.fields.put(ChangeRequest.UPDATED, Choices.kept(clock.instant()));
    change.fields.merge(MODIFIED, "1", (old, one) -> "" + (Integer.parseInt(old) + 1));
    if (isToBeTold(before, change)) {
      book.untold.put(change.number(), id());
    }
    save();
    return change;
  }

  private static boolean isToBeTold(Map<String, String> before, ChangeRequest change) {
    boolean canceled =
        change.is(ChangeRequest.STATE, Choices.CANCELED)
            && !before.get(ChangeRequest.STATE).equals(Choices.CANCELED);
    return canceled || TOLD.stream().anyMatch(field -> !change.is(field, before.get(field)));
  }

  private void write(ChangeRequest change, String who, Map<String, String> told) {
    Map<String, String> checked = new LinkedHashMap<>();
    told.forEach((field, value) -> checked.put(field, Choices.checked(field, value)));
    String note = checked.remove(ChangeRequest.NOTES);
    checked.keySet().removeAll(OWN);
    change.fields.putAll(checked);
    if (note != null && !note.isBlank()) {
      change.notes.add(new ChangeRequest.Note(id(), clock.instant(), who, note));
    }
  }

  synchronized ChangeRequest.Attached attach(String key, String name, String type, byte[] content) {
    ChangeRequest.Attached attached =
        new ChangeRequest.Attached(
            id(), clock.instant(), name, type, Base64.getEncoder().encodeToString(content));
    get(key).attachments.add(attached);
    save();
    return attached;
  }

  /** The change that the attachment hangs on, if there is one. */
  synchronized Optional<Map.Entry<ChangeRequest, ChangeRequest.Attached>> attachment(String id) {
    return attachments().filter(entry -> entry.getValue().sysId().equals(id)).findFirst();
  }

  synchronized Stream<Map.Entry<ChangeRequest, ChangeRequest.Attached>> attachments() {
    return List.copyOf(book.changes).stream()
        .flatMap(
            change -> List.copyOf(change.attachments).stream().map(one -> Map.entry(change, one)));
  }

  /** What the webhook has still to tell: the number of the change, and the id of the delivery. */
  synchronized Map<String, String> untold() {
    return Map.copyOf(book.untold);
  }

  /** Told, unless the change has changed again meanwhile. */
  synchronized void heard(String number, String delivery, boolean settled, String answer) {
    find(number).ifPresent(change -> change.heard = Optional.of(answer));
    if (settled) {
      book.untold.remove(number, delivery);
    }
    save();
  }

  private void save() {
    file.ifPresent(keeper -> keeper.save(book));
  }

  private static String id() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
