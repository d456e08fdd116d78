package io.siteswap.approval;

import io.siteswap.engine.SignedIn;
import io.siteswap.people.Callers;
import io.siteswap.people.DemoPeople;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ApprovalConfiguration {
  /** Who calls is known before it. */
  private static final int DOOR = 11;

  /** Before anybody is asked who they are. */
  private static final int FIRST = SecurityProperties.DEFAULT_FILTER_ORDER - 1;

  @Bean
  FilterRegistrationBean<PlainPath> plainPath() {
    FilterRegistrationBean<PlainPath> registration = new FilterRegistrationBean<>(new PlainPath());
    registration.setOrder(FIRST - 1);
    return registration;
  }

  @Bean
  FilterRegistrationBean<Provenance> provenance(DemoPeople demo) {
    FilterRegistrationBean<Provenance> registration =
        new FilterRegistrationBean<>(new Provenance(demo.areIn()));
    registration.setOrder(FIRST);
    return registration;
  }

  @Bean
  FilterRegistrationBean<Door> door(SignedIn signedIn, Callers callers, OpenCalls calls) {
    FilterRegistrationBean<Door> registration =
        new FilterRegistrationBean<>(new Door(signedIn, callers, calls));
    registration.setOrder(DOOR);
    return registration;
  }
}
