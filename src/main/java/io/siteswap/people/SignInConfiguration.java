package io.siteswap.people;

import io.siteswap.engine.WebApps;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** One sign-in for our pages, Tasklist, Cockpit, Admin and both APIs. */
@Configuration
@EnableConfigurationProperties(SignInProperties.class)
class SignInConfiguration {
  /** The door stands behind it, and Camunda's own filters behind that. */
  private static final int SIGNED_IN = 10;

  @Bean
  AuthenticationManager authenticationManager(PasswordSignIn passwords) {
    ProviderManager manager = new ProviderManager(passwords);
    manager.setEraseCredentialsAfterAuthentication(true);
    return manager;
  }

  /** No token against forgery: {@code Provenance} asks of every change from where it comes. */
  @Bean
  SecurityFilterChain everything(
      HttpSecurity http, AuthenticationManager manager, SignInProperties settings, DemoPeople demo)
      throws Exception {
    boolean basic = Optional.ofNullable(settings.basic()).orElse(demo.areIn());
    SignInFirst signInFirst = new SignInFirst(basic);
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(SignInFirst.A_PAGE);
    cache.setMatchingRequestParameterName(null);
    http.authenticationManager(manager)
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(configure -> configure.requestCache(cache))
        .headers(PageHeaders::write)
        .authorizeHttpRequests(
            calls ->
                calls
                    .dispatcherTypeMatchers(
                        jakarta.servlet.DispatcherType.ERROR,
                        jakarta.servlet.DispatcherType.FORWARD,
                        jakarta.servlet.DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(Places.IN_THE_OPEN, Places.ASK_FOR_THEMSELVES)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(configure -> configure.authenticationEntryPoint(signInFirst))
        .formLogin(
            form ->
                form.loginPage(Places.SIGN_IN)
                    .usernameParameter("user")
                    .passwordParameter("password")
                    .failureHandler(SignInConfiguration::again))
        .addFilterBefore(applications(manager), UsernamePasswordAuthenticationFilter.class)
        .logout(
            out ->
                out.logoutRequestMatcher(Places.SIGNING_OUT)
                    .logoutSuccessHandler(SignInConfiguration::signedOut));
    if (basic) {
      http.httpBasic(configure -> configure.authenticationEntryPoint(signInFirst));
    }
    return http.build();
  }

  private static void again(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    response.sendRedirect(
        why instanceof Throttled throttled
            ? Places.SIGN_IN + "?wait=" + throttled.seconds()
            : Places.SIGN_IN + "?wrong");
  }

  private static void signedOut(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    if (who != null) {
      SecurityLog.tell("sign-out", "user", who.getName(), "source", request.getRemoteAddr());
    }
    if (request.getRequestURI().equals(Places.SIGN_OUT)) {
      response.sendRedirect(Places.SIGN_IN + "?out");
    }
  }

  /** What Tasklist, Cockpit and Admin send when somebody signs in without leaving their page. */
  private static UsernamePasswordAuthenticationFilter applications(AuthenticationManager manager) {
    UsernamePasswordAuthenticationFilter filter = new UsernamePasswordAuthenticationFilter(manager);
    filter.setRequiresAuthenticationRequestMatcher(Places.SIGN_IN_OF_APPLICATIONS);
    filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
    filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
    filter.setAuthenticationSuccessHandler(
        (request, response, who) -> WebApps.answer(response, who.getName()));
    SignInFirst refused = new SignInFirst(false);
    filter.setAuthenticationFailureHandler(refused::commence);
    return filter;
  }

  @Bean
  FilterRegistrationBean<EngineSignIn> engineSignIn(IdentityService identity, Callers callers) {
    FilterRegistrationBean<EngineSignIn> registration =
        new FilterRegistrationBean<>(new EngineSignIn(identity, callers));
    registration.setOrder(SIGNED_IN);
    return registration;
  }
}
