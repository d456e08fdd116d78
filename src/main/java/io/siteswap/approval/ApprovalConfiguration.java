package io.siteswap.approval;

import io.siteswap.engine.SignedIn;
import io.siteswap.engine.WebApps;
import jakarta.servlet.Filter;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ApprovalConfiguration {
  private static final String[] OWN = {"/api/*", "/runs", "/runs/*", "/clusters/*"};

  /** The door stands behind it. */
  private static final int SIGN_IN = 10;

  @Bean
  FilterRegistrationBean<Provenance> provenance(DemoPeople demo) {
    FilterRegistrationBean<Provenance> registration =
        new FilterRegistrationBean<>(new Provenance(demo.areIn()));
    registration.setOrder(SIGN_IN - 2);
    return registration;
  }

  @Bean
  FilterRegistrationBean<PageHeaders> pageHeaders() {
    FilterRegistrationBean<PageHeaders> registration =
        new FilterRegistrationBean<>(new PageHeaders());
    registration.addUrlPatterns(OWN);
    registration.setOrder(SIGN_IN - 1);
    return registration;
  }

  /** Camunda's REST API is open to everybody unless this stands before it. */
  @Bean
  FilterRegistrationBean<Filter> engineRestSignIn() {
    FilterRegistrationBean<Filter> registration =
        new FilterRegistrationBean<>(new SignInForEverything());
    registration.addUrlPatterns("/engine-rest/*");
    registration.addInitParameter(
        ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
        WebApps.BASIC_AUTHENTICATION);
    registration.setAsyncSupported(true);
    registration.setOrder(SIGN_IN);
    return registration;
  }

  @Bean
  FilterRegistrationBean<SignIn> siteswapSignIn(IdentityService identity, Sessions sessions) {
    FilterRegistrationBean<SignIn> registration =
        new FilterRegistrationBean<>(new SignIn(identity, sessions));
    registration.addUrlPatterns(OWN);
    registration.setOrder(SIGN_IN);
    return registration;
  }

  @Bean
  FilterRegistrationBean<Door> door(SignedIn signedIn, Sessions sessions, OpenCalls calls) {
    FilterRegistrationBean<Door> registration =
        new FilterRegistrationBean<>(new Door(signedIn, sessions, calls));
    registration.addUrlPatterns(
        "/engine-rest/*", "/camunda/api/*", "/api/*", "/runs", "/runs/*", "/clusters/*");
    registration.setOrder(SIGN_IN + 1);
    return registration;
  }

  /** Camunda's own tells the names of its engines to everybody. */
  private static class SignInForEverything extends ProcessEngineAuthenticationFilter {
    @Override
    protected boolean requiresEngineAuthentication(String requestUrl) {
      return true;
    }
  }
}
