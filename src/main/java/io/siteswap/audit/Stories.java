package io.siteswap.audit;

import io.siteswap.audit.StoryLine.Source;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.manager.ManagerEvent;
import io.siteswap.outbox.Outbox;
import io.siteswap.outbox.Said;
import io.siteswap.runbook.Labels;
import io.siteswap.ticket.DeskOutbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Tells what happened in a run, in order: the journal, and between its lines what the Manager, the
 * engine and the ticket's desk know of it. Of a long journal only the times are read, and then the
 * lines that are shown.
 */
@Component
public class Stories {
  private static final int INSTANCES = 200;
  private static final String SITESWAP = "Siteswap";

  private final Journal journal;
  private final Outbox outbox;
  private final RunHistory history;
  private final ManagersEvents manager;
  private final Events events;
  private final Labels labels;
  private final Roles roles;

  Stories(
      Journal journal,
      Outbox outbox,
      RunHistory history,
      ManagersEvents manager,
      Events events,
      Labels labels,
      Roles roles) {
    this.journal = journal;
    this.outbox = outbox;
    this.history = history;
    this.manager = manager;
    this.events = events;
    this.labels = labels;
    this.roles = roles;
  }

  /** Where a line stands; of the journal's only what finds it. */
  private record Place(Instant at, long sequence, StoryLine line) {
    static Place of(StoryLine line) {
      return new Place(line.at(), Long.MAX_VALUE, line);
    }
  }

  public StoryPage of(Run run, StoryWish wish, int page, int size) {
    ManagersEvents.Answer told =
        wish.withManager() ? manager.of(run) : new ManagersEvents.Answer(List.of(), "");
    List<Place> all = new ArrayList<>();
    Stream.of(said(run), failures(run), told.events().stream().map(Stories::line))
        .flatMap(lines -> lines)
        .filter(wish::has)
        .forEach(line -> all.add(Place.of(line)));
    int others = all.size();
    // What comes behind the page changes nothing of it.
    long most = wish.isFromTheStart() ? (page + 1L) * size : Integer.MAX_VALUE;
    all.addAll(places(run, wish, (int) Math.min(most, Integer.MAX_VALUE)));
    int found = wish.isFromTheStart() ? others + journal.count(run.id(), wish.words()) : all.size();
    all.sort(Comparator.comparing(Place::at).thenComparingLong(Place::sequence));
    if (wish.latestFirst()) {
      Collections.reverse(all);
    }
    List<Place> shown = all.stream().skip((long) page * size).limit(size).toList();
    return new StoryPage(lines(run, shown), page, size, found, told.missing());
  }

  /** In the order of the chain, also where a clock was set back. */
  private List<Place> places(Run run, StoryWish wish, int most) {
    List<Place> places = new ArrayList<>();
    Instant latest = Instant.MIN;
    for (Journal.Time time : journal.times(run.id(), wish.words(), most)) {
      latest = time.at().isAfter(latest) ? time.at() : latest;
      if (wish.has(time.at())) {
        places.add(new Place(latest, time.sequence(), null));
      }
    }
    return places;
  }

  private List<StoryLine> lines(Run run, List<Place> shown) {
    Map<Long, Journal.Line> read = new HashMap<>();
    journal
        .lines(shown.stream().filter(place -> place.line() == null).map(Place::sequence).toList())
        .forEach(line -> read.put(line.sequence(), line));
    UnaryOperator<String> role = remembering();
    return shown.stream()
        .map(
            place ->
                place.line() == null ? line(run, read.get(place.sequence()), role) : place.line())
        .toList();
  }

  private UnaryOperator<String> remembering() {
    Map<String, String> known = new HashMap<>();
    return who ->
        who.equals(Actor.SITESWAP)
            ? ""
            : known.computeIfAbsent(who, somebody -> roles.of(somebody));
  }

  private StoryLine line(Run run, Journal.Line line, UnaryOperator<String> role) {
    return new StoryLine(
        Instant.parse(line.at()),
        Source.JOURNAL,
        line.actor().equals(Actor.SITESWAP) ? SITESWAP : line.actor(),
        role.apply(line.actor()),
        events.words(run.runbook(), line),
        labels.said(run.runbook(), line),
        Events.tone(line),
        Events.correlationId(line.detail()));
  }

  private static StoryLine line(ManagerEvent event) {
    return new StoryLine(
        event.time(),
        Source.MANAGER,
        "Manager",
        "",
        "says",
        event.description(),
        event.isBad() ? "bad" : "",
        event.correlationId());
  }

  private Stream<StoryLine> said(Run run) {
    return outbox.saidTo(run.ticket()).stream()
        .filter(said -> !said.writtenAt().isBefore(run.startedAt()))
        .map(Stories::line);
  }

  private static StoryLine line(Said said) {
    return new StoryLine(
        said.writtenAt(),
        Source.TICKET,
        SITESWAP,
        "",
        said.isHeard() ? "tells the ticket" : "has told the ticket, which has not heard it yet",
        DeskOutbox.words(said.message()),
        said.isHeard() ? "" : "bad",
        "");
  }

  private Stream<StoryLine> failures(Run run) {
    return history.instances(run.id(), 0, INSTANCES).lines().stream()
        .flatMap(
            instance ->
                Stream.concat(
                    history.triedInVain(instance.id()).stream()
                        .map(failure -> line(instance, failure, "fails, and is tried again")),
                    history.incidents(instance.id()).stream()
                        .filter(failure -> !failure.passedOn())
                        .map(
                            failure ->
                                line(instance, failure, "stands still until it is mended"))));
  }

  private StoryLine line(Instance instance, Failure failure, String what) {
    return new StoryLine(
        failure.at(),
        Source.ENGINE,
        SITESWAP,
        "",
        "%s: %s".formatted(labels.of(instance.process(), failure.step()), what),
        failure.words(),
        "bad",
        "");
  }
}
