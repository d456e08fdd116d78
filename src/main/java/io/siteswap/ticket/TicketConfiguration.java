package io.siteswap.ticket;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(TicketProperties.class)
class TicketConfiguration {
  @Bean
  Desks desks(TicketProperties properties) {
    return new Desks(List.of(), properties);
  }
}
