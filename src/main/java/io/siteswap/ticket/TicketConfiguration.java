package io.siteswap.ticket;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(TicketProperties.class)
class TicketConfiguration {
  @Bean
  Desks desks(
      DeskFactory factory, TicketProperties properties, ToldTickets told, DeskContacts contacts) {
    return new Desks(factory.all(told).stream().map(contacts::watched).toList(), properties);
  }
}
