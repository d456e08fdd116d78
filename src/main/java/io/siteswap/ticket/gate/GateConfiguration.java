package io.siteswap.ticket.gate;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(GateProperties.class)
class GateConfiguration {}
