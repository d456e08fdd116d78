package io.siteswap.ticket;

import io.siteswap.ticket.TicketProperties.Fields;
import io.siteswap.ticket.TicketProperties.Means;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of desk, and what its fields and words are when nobody says otherwise. */
enum DeskType {
  /** Its words are the values that it keeps, not those that it displays. */
  SERVICENOW,

  /** As the workflow for changes has them; its status says whether it is approved. */
  JIRA,

  /** The approval and the type of a change are custom fields. */
  RT,

  /** What our own contract calls them. */
  WEBHOOK;

  static Optional<DeskType> of(String word) {
    return List.of(values()).stream().filter(type -> type.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where in the body of a delivery the number is. */
  String number(TicketProperties.Webhook webhook) {
    String usual =
        switch (this) {
          case JIRA -> "/issue/key";
          case WEBHOOK -> "/ticket/number";
          case SERVICENOW, RT -> "/number";
        };
    return or(webhook.number(), usual);
  }

  Fields fields(Fields configured) {
    Fields fields = usualFields();
    return new Fields(
        or(configured.title(), fields.title()),
        or(configured.description(), fields.description()),
        or(configured.state(), fields.state()),
        or(configured.approval(), fields.approval()),
        or(configured.onHold(), fields.onHold()),
        or(configured.conflict(), fields.conflict()),
        or(configured.windowStart(), fields.windowStart()),
        or(configured.windowEnd(), fields.windowEnd()),
        or(configured.type(), fields.type()));
  }

  Means means(Means configured) {
    Means means = usualMeans();
    return new Means(
        or(configured.allowed(), means.allowed()),
        or(configured.withdrawn(), means.withdrawn()),
        or(configured.approved(), means.approved()),
        or(configured.onHold(), means.onHold()),
        or(configured.conflict(), means.conflict()),
        or(configured.standard(), means.standard()),
        or(configured.emergency(), means.emergency()));
  }

  private Fields usualFields() {
    return switch (this) {
      case SERVICENOW ->
          new Fields(
              "short_description",
              "description",
              "state",
              "approval",
              "on_hold",
              "conflict_status",
              "start_date",
              "end_date",
              "type");
      case JIRA ->
          new Fields(
              "summary",
              "description",
              "status",
              "status",
              "",
              "",
              "Planned start",
              "Planned end",
              "Change type");
      case RT ->
          new Fields(
              "Subject",
              "Description",
              "Status",
              "Approval",
              "Status",
              "",
              "Starts",
              "Due",
              "Change type");
      case WEBHOOK ->
          new Fields(
              "title",
              "description",
              "state",
              "approval",
              "onHold",
              "conflict",
              "windowStart",
              "windowEnd",
              "type");
    };
  }

  private Means usualMeans() {
    return switch (this) {
      case SERVICENOW ->
          // Scheduled and Implement; Closed and Canceled.
          new Means(
              List.of("-2", "-1"),
              List.of("3", "4"),
              List.of("approved"),
              List.of("true"),
              List.of("Conflict"),
              List.of("standard"),
              List.of("emergency"));
      case JIRA ->
          new Means(
              List.of("Awaiting implementation", "Implementing"),
              List.of("Declined", "Canceled", "Completed", "Failed"),
              List.of("Awaiting implementation", "Implementing"),
              List.of(),
              List.of(),
              List.of("Standard"),
              List.of("Emergency"));
      case RT ->
          new Means(
              List.of("new", "open"),
              List.of("resolved", "rejected", "deleted"),
              List.of("approved"),
              List.of("stalled"),
              List.of(),
              List.of("standard"),
              List.of("emergency"));
      case WEBHOOK ->
          new Means(
              List.of("scheduled", "implement"),
              List.of("canceled", "closed"),
              List.of("approved"),
              List.of("true"),
              List.of("true"),
              List.of("standard"),
              List.of("emergency"));
    };
  }

  private static <T> T or(T configured, T usual) {
    return configured == null ? usual : configured;
  }
}
