package io.siteswap.twin.desk;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.siteswap.twin.protocol.Answer;
import io.siteswap.twin.protocol.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of the desk: its changes, and what people do with them. */
final class DeskPage {
  static final String PATH = "/desk";

  /** Whoever stands before the page. */
  private static final String SOMEBODY = "change manager";

  private static final List<String> RUNBOOKS =
      List.of("fail-over-site", "fail-back-site", "recover-lost-site", "deploy-stretch-cluster");

  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  private static final Template TEMPLATE = template();

  private final Desk desk;
  private volatile URI console = URI.create("http://localhost:8080");

  DeskPage(Desk desk) {
    this.desk = desk;
  }

  /** Where the runs can be seen that the changes start. */
  void linkTo(URI siteswap) {
    console = siteswap;
  }

  private static Template template() {
    try (InputStream page = DeskPage.class.getResourceAsStream("desk.html")) {
      return Mustache.compiler()
          .defaultValue("")
          .emptyStringIsFalse(true)
          .compile(new InputStreamReader(page, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A change as the page shows it. */
  record Row(
      String number,
      String title,
      String description,
      String type,
      String state,
      String approval,
      String look,
      boolean onHold,
      boolean open,
      boolean approvable,
      String window,
      String heard,
      String run,
      List<NoteRow> notes,
      List<FileRow> files) {}

  /**
   * A note as the page shows it.
   *
   * @param link where it says to look; empty where it says nothing of the kind
   */
  record NoteRow(String at, String who, String text, String link) {
    static NoteRow of(ChangeRequest.Note note) {
      String found = DeskPage.link(note.text());
      return new NoteRow(
          note.at().truncatedTo(ChronoUnit.SECONDS).toString(),
          note.who(),
          LINK.matcher(note.text())
              .replaceFirst("")
              .replaceAll("\\s*\\n\\s*\\n\\s*\\n", "\n\n")
              .strip(),
          found);
    }
  }

  record FileRow(String id, String name) {}

  private record View(
      List<Row> changes, List<String> runbooks, String console, String message, boolean refused) {}

  Reply answer(Request request, Map<String, String> form) {
    List<String> steps = Request.steps(request.path());
    String call = request.method() + " " + (steps.get(0).equals("desk") ? steps.size() : 0);
    return switch (call) {
      case "GET 1", "HEAD 1" -> page(200, "");
      case "GET 3" -> file(steps);
      case "POST 2" -> open(steps, form);
      case "POST 4" -> act(steps);
      default -> page(404, "There is no " + request.method() + " " + request.path());
    };
  }

  Reply page(int status, String message) {
    List<Row> rows = new ArrayList<>(desk.changes().stream().map(DeskPage::row).toList());
    Collections.reverse(rows);
    return Reply.of(
        status,
        Answer.HTML,
        TEMPLATE.execute(
            new View(rows, RUNBOOKS, console.toString(), message, !message.isEmpty())));
  }

  private static Row row(ChangeRequest change) {
    List<NoteRow> notes = new ArrayList<>(change.notes.stream().map(NoteRow::of).toList());
    Collections.reverse(notes);
    String state = change.get(ChangeRequest.STATE);
    boolean open = !Choices.ENDED.contains(state);
    return new Row(
        change.number(),
        change.get(ChangeRequest.TITLE),
        change.get(ChangeRequest.DESCRIPTION),
        Choices.display(ChangeRequest.TYPE, change.get(ChangeRequest.TYPE)),
        Choices.display(ChangeRequest.STATE, state),
        Choices.display(ChangeRequest.APPROVAL, change.get(ChangeRequest.APPROVAL)),
        look(change),
        change.is(ChangeRequest.ON_HOLD, "true"),
        open,
        open && !change.is(ChangeRequest.APPROVAL, "approved"),
        "%s to %s".formatted(change.get(ChangeRequest.START), change.get(ChangeRequest.END)),
        change.heard.map(DeskPage::withoutLink).orElse(""),
        change.heard.map(DeskPage::link).orElse(""),
        notes,
        change.attachments.stream().map(file -> new FileRow(file.sysId(), file.name())).toList());
  }

  /** The first one in a text; empty where there is none. */
  private static String link(String text) {
    Matcher link = LINK.matcher(text);
    return link.find() ? link.group() : "";
  }

  private static String withoutLink(String text) {
    return LINK.matcher(text).replaceFirst("the run of this change");
  }

  private static String look(ChangeRequest change) {
    if (change.is(ChangeRequest.STATE, Choices.CANCELED)) {
      return "bad";
    }
    return change.is(ChangeRequest.APPROVAL, "approved") ? "good" : "warn";
  }

  private Reply open(List<String> steps, Map<String, String> form) {
    if (!steps.get(1).equals("changes")) {
      throw new BadRequest(404, "There is no such page");
    }
    String wish =
        "siteswap: %s %s %s"
            .formatted(text(form, "runbook"), text(form, "cluster"), text(form, "site"))
            .strip();
    ChangeRequest change =
        desk.open(
            SOMEBODY,
            Map.of(
                ChangeRequest.TITLE, text(form, "title"),
                ChangeRequest.TYPE, form.getOrDefault("type", "normal"),
                ChangeRequest.DESCRIPTION, text(form, "description") + "\n" + wish));
    return Reply.seeOther(PATH + "#" + change.number());
  }

  private static String text(Map<String, String> form, String field) {
    return form.getOrDefault(field, "").strip();
  }

  private Reply act(List<String> steps) {
    String number = desk.get(steps.get(2)).number();
    desk.update(number, SOMEBODY, told(steps.get(3)));
    return Reply.seeOther(PATH + "#" + number);
  }

  private static Map<String, String> told(String action) {
    return switch (action) {
      case "approve" ->
          Map.of(ChangeRequest.APPROVAL, "approved", ChangeRequest.STATE, Choices.SCHEDULED);
      case "reject" -> Map.of(ChangeRequest.APPROVAL, "rejected");
      case "hold" ->
          Map.of(ChangeRequest.ON_HOLD, "true", "on_hold_reason", "put on hold at the demo desk");
      case "resume" -> Map.of(ChangeRequest.ON_HOLD, "false", "on_hold_reason", "");
      case "withdraw" -> Map.of(ChangeRequest.STATE, Choices.CANCELED);
      default ->
          throw new BadRequest(
              404, "'%s': expected approve, reject, hold, resume or withdraw".formatted(action));
    };
  }

  private Reply file(List<String> steps) {
    Optional<ChangeRequest.Attached> file = desk.attachment(steps.get(2)).map(Map.Entry::getValue);
    return file.map(one -> Reply.file(one.type(), Base64.getDecoder().decode(one.content())))
        .orElseThrow(() -> new BadRequest(404, "There is no such attachment"));
  }
}
