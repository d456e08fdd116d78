package io.siteswap.recovery;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(LookoutProperties.class)
class RecoveryConfiguration {}
