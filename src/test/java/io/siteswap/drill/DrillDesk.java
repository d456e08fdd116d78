package io.siteswap.drill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.ticket.Desks;
import io.siteswap.ticket.TicketedStart;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The change desk beside the twin, and what people do there. */
@TestComponent
class DrillDesk {
  private static final String TABLE = "/api/now/table/change_request";

  private final Drill drill;
  private final Desks desks;
  private final TicketedStart tickets;

  DrillDesk(Drill drill, Desks desks, TicketedStart tickets) {
    this.drill = drill;
    this.desks = desks;
    this.tickets = tickets;
  }

  /** Settings of a Siteswap that is connected to it; such a drill has an engine of its own. */
  static void connect(DynamicPropertyRegistry properties, String engine) {
    // Engines of one JVM are found by name, and the other drills look for theirs.
    properties.add("camunda.bpm.process-engine-name", () -> engine);
    properties.add(
        "spring.datasource.url",
        () -> "jdbc:h2:mem:" + engine + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=256");
    String desk = "siteswap.tickets.desks.demo.";
    properties.add(desk + "type", () -> "servicenow");
    properties.add(desk + "url", () -> "http://127.0.0.1:" + DrillConfiguration.TWIN.port());
    properties.add(desk + "user", () -> "desk");
    properties.add(desk + "password", () -> "desk");
  }

  /** A new ticket, and its number. */
  String open(Map<String, String> fields) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    fields.forEach(body::put);
    return drill.twin().desk("POST", TABLE, body.toString()).at("/result/number").asText();
  }

  void write(String ticket, String field, String value) {
    drill
        .twin()
        .desk(
            "PATCH",
            TABLE + "/" + ticket,
            JsonNodeFactory.instance.objectNode().put(field, value).toString());
  }

  void approve(String ticket) {
    write(ticket, "approval", "approved");
    write(ticket, "state", "-2");
  }

  /** What a ticket that has changed makes of itself. */
  TicketedStart.Answer start(String ticket) {
    return tickets.start(desks.of(ticket).orElseThrow().read(ticket));
  }
}
