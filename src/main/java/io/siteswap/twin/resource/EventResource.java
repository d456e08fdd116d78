package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.ElementWriter;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.DataCentre;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.TwinEvent;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.EventBuilder;
import org.ovirt.engine.sdk4.internal.xml.XmlEventWriter;
import org.ovirt.engine.sdk4.types.ExternalStatus;
import org.ovirt.engine.sdk4.types.LogSeverity;

/** The event log over REST: newest first, and open to events from outside. */
final class EventResource {
  private static final int EXTERNAL = 9801;
  private static final int FLOOD_RATE_FROM_OUTSIDE = 30;

  private final Simulation sim;
  private final World world;

  EventResource(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/events", this::list),
        Route.post("/events", "event", this::add),
        Route.get("/events/{event}", this::get));
  }

  /** With "from" and "max" the newest come, and those in between are lost. */
  private Reply list(Call call) {
    long from =
        call.request()
            .parameter("from")
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::valueOf)
            .orElse(0L);
    List<TwinEvent> events =
        new ArrayList<>(world.events.stream().filter(e -> e.id() > from).toList());
    Collections.reverse(events);
    Element list = new Element("events");
    call.select(events, EventResource::fields).forEach(event -> list.add(show(event)));
    return Reply.ok(list);
  }

  private Reply get(Call call) {
    String id = call.id("event");
    if (!id.matches("\\d{1,18}")) {
      throw Refusal.input(400, "Operation failed", "For input string: \"" + id + "\"");
    }
    return Reply.ok(show(sim.events.find(Long.parseLong(id)).orElseThrow(Refusal::notFound)));
  }

  private Element show(TwinEvent event) {
    EventBuilder builder =
        Builders.event()
            .id(String.valueOf(event.id()))
            .href(Hrefs.event(event.id()))
            .index(event.id())
            .code(event.code())
            .severity(event.severity())
            .time(VmView.date(event.time()))
            .description(event.description())
            .origin(event.origin())
            .customId(event.customId())
            .floodRate(isOwn(event) ? 0 : FLOOD_RATE_FROM_OUTSIDE);
    event.correlation().ifPresent(builder::correlationId);
    Element element = ElementWriter.write(builder.build(), XmlEventWriter::writeOne);
    if (isOwn(event)) {
      addPlace(element);
    }
    event.host().ifPresent(h -> element.add(named("host", Hrefs.host(h.id()), h.id(), h.name())));
    if (event.description().contains(EventLog.USER)) {
      element.add(Account.reference("user").add("name", EventLog.USER));
    }
    event.vm().ifPresent(vm -> element.add(named("vm", Hrefs.vm(vm.id()), vm.id(), vm.name())));
    return element;
  }

  private static boolean isOwn(TwinEvent event) {
    return event.origin().equals(EventLog.ORIGIN);
  }

  private void addPlace(Element event) {
    if (world.hasCluster()) {
      event.add(named("cluster", Hrefs.cluster(world.cluster), world.cluster, world.clusterName));
    }
    DataCentre dataCentre = world.dataCentre;
    if (world.hasDataCentre()) {
      String home = Hrefs.dataCentre(dataCentre.id);
      event.add(named("data_center", home, dataCentre.id, dataCentre.name));
    }
  }

  private static Element named(String what, String href, String id, String name) {
    return Element.reference(what, href, id).add("name", name);
  }

  private static Optional<List<String>> fields(TwinEvent event, String field) {
    return switch (field) {
      case "id", "index" -> one(String.valueOf(event.id()));
      case "type", "code" -> one(String.valueOf(event.code()));
      case "severity" -> one(event.severity().value());
      case "message", "description" -> one(event.description());
      case "correlation_id" -> Optional.of(event.correlation().stream().toList());
      case "origin" -> one(event.origin());
      case "custom_event_id" -> one(String.valueOf(event.customId()));
      case "time" -> one(String.valueOf(event.id()));
      case "event_host", "host.name", "hosts.name" ->
          Optional.of(event.host().stream().map(TwinEvent.Link::name).toList());
      case "event_vm", "vm.name", "vms.name" ->
          Optional.of(event.vm().stream().map(TwinEvent.Link::name).toList());
      default -> Optional.empty();
    };
  }

  private static Optional<List<String>> one(String value) {
    return Optional.of(List.of(value));
  }

  private Reply add(Call call) {
    Element body = call.body();
    String origin = required(body, "origin");
    LogSeverity severity = severity(required(body, "severity"));
    int customId = customId(required(body, "custom_id"));
    String description = required(body, "description");
    if (origin.equalsIgnoreCase(EventLog.ORIGIN)) {
      throw Refusal.bad("Cannot add External Event. Illegal Origin for an External Event: oVirt.");
    }
    if (world.events.stream()
        .anyMatch(old -> old.customId() == customId && old.origin().equals(origin))) {
      // Word for word: so it stands in the Manager's file of messages.
      throw Refusal.bad(
          "=Cannot add External Event. External Event with this custom id already exists.");
    }
    TwinEvent event =
        new TwinEvent(
            world.lastEvent + 1,
            code(severity),
            severity,
            world.now,
            description,
            origin,
            customId,
            // The one of the request is that of the command, and an event from outside has its own.
            body.at("correlation_id"),
            body.child("host").flatMap(Element::id).flatMap(world::host).map(EventResource::link),
            body.child("vm").flatMap(Element::id).flatMap(world::vm).map(EventResource::link));
    sim.events.add(event);
    sim.jobs.done("Adding an External Event", call.command());
    body.child("storage_domain").ifPresent(this::report);
    return Reply.created(show(event));
  }

  /** What an array says of its domain, such as that it no longer copies it. */
  private void report(Element domain) {
    String id = domain.id().orElse("");
    domain
        .at("external_status")
        .map(word -> Refusal.oneOf(ExternalStatus.values(), ExternalStatus::value, word))
        .ifPresent(
            status ->
                world.domains.replaceAll(
                    old -> old.id().equals(id) ? old.withReported(status) : old));
  }

  private static int code(LogSeverity severity) {
    return switch (severity) {
      case WARNING -> EXTERNAL + 1;
      case ERROR -> EXTERNAL + 2;
      case ALERT -> EXTERNAL + 3;
      default -> EXTERNAL;
    };
  }

  private static TwinEvent.Link link(TwinHost host) {
    return new TwinEvent.Link(host.id, host.name);
  }

  private static TwinEvent.Link link(TwinVm vm) {
    return new TwinEvent.Link(vm.id, vm.name);
  }

  private static String required(Element body, String field) {
    return body.at(field)
        .orElseThrow(
            () ->
                Refusal.input(
                    400, "Incomplete parameters", "Event [" + field + "] required for add"));
  }

  private static int customId(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException none) {
      throw Refusal.input(400, "Operation failed", "For input string: \"" + text + "\"");
    }
  }

  private static LogSeverity severity(String text) {
    for (LogSeverity known :
        List.of(LogSeverity.NORMAL, LogSeverity.WARNING, LogSeverity.ERROR, LogSeverity.ALERT)) {
      if (known.value().equals(text)) {
        return known;
      }
    }
    throw Refusal.input(
        400,
        "Invalid value",
        "The string '"
            + text
            + "' isn't a valid value for the 'LogSeverity' enumerated type. Valid values are:"
            + " 'alert', 'error', 'normal', 'warning'.");
  }
}
