package io.siteswap.ticket;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.siteswap.outbox.Message;
import io.siteswap.site.Links;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A desk that is configured as people do it, and speaks to a server that answers as it is told. */
final class DeskRig implements AutoCloseable {
  static final String NAME = "desk";
  static final Duration PATIENCE = Duration.ofSeconds(2);

  final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().gzipDisabled(true));
  final ToldTickets told = new ToldTickets(database());
  Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private final InstantSource clock = () -> now;

  DeskRig() {
    server.start();
  }

  private static JdbcClient database() {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    Flyway.configure().dataSource(source).load().migrate();
    return JdbcClient.create(source);
  }

  /** Settings of the desk, as in {@code "user", "siteswap"}. */
  TicketProperties properties(String type, String... settings) {
    String at = "siteswap.tickets.desks." + NAME + ".";
    Map<String, Object> all = new HashMap<>();
    all.put(at + "type", type);
    all.put(at + "url", server.baseUrl());
    all.put(at + "timeout", PATIENCE.toMillis() + "ms");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(at + settings[i], settings[i + 1]);
    }
    return bound(all);
  }

  static TicketProperties bound(Map<String, Object> all) {
    Binder binder =
        new Binder(
            List.of(new MapConfigurationPropertySource(all)),
            null,
            ApplicationConversionService.getSharedInstance());
    return binder.bindOrCreate("siteswap.tickets", TicketProperties.class);
  }

  Desks desks(String type, String... settings) {
    TicketProperties properties = properties(type, settings);
    DeskFactory factory = new DeskFactory(properties, new Links("http://localhost:8080"), clock);
    factory.check();
    return new Desks(factory.all(told), properties);
  }

  ChangeDesk desk(String type, String... settings) {
    return desks(type, settings).named(NAME).orElseThrow();
  }

  DeskMessenger messenger(String type, String... settings) {
    return new DeskMessenger(desks(type, settings));
  }

  static Message note(String ticket, String text) {
    return new Message(NAME, ticket, "planned:1", DeskOutbox.NOTE, text);
  }

  @Override
  public void close() {
    server.stop();
  }
}
