package io.siteswap.people;

import io.siteswap.engine.WebApps;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
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
      HttpSecurity http,
      AuthenticationManager manager,
      WebApps applications,
      SignInProperties settings,
      DemoPeople demo,
      OidcRegistrations providers,
      OidcDirectory oidc,
      OidcHttp asking,
      StillAMember stillAMember,
      ApiTokens tokens)
      throws Exception {
    boolean basic = Optional.ofNullable(settings.basic()).orElse(demo.areIn());
    SignInFirst signInFirst = new SignInFirst(basic);
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(SignInFirst.A_PAGE);
    cache.setMatchingRequestParameterName(null);
    http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(manager);
    http.csrf(AbstractHttpConfigurer::disable)
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
                    .requestMatchers(Places.METRICS)
                    .access(metrics(settings))
                    .requestMatchers(Places.IN_THE_OPEN, Places.ASK_FOR_THEMSELVES)
                    .permitAll()
                    .requestMatchers(Places.OF_THE_INSIDE)
                    .denyAll()
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(configure -> configure.authenticationEntryPoint(signInFirst))
        .formLogin(
            form ->
                form.loginPage(Places.SIGN_IN)
                    .usernameParameter("user")
                    .passwordParameter("password")
                    .failureHandler(SignInConfiguration::again))
        .addFilterBefore(
            signInOf(applications, manager), UsernamePasswordAuthenticationFilter.class)
        .logout(
            out ->
                out.logoutRequestMatcher(Places.SIGNING_OUT)
                    .logoutSuccessHandler(new SignedOut(providers)));
    http.addFilterBefore(new TokenSignIn(tokens), UsernamePasswordAuthenticationFilter.class);
    http.addFilterBefore(stillAMember, AuthorizationFilter.class);
    if (!providers.all().isEmpty()) {
      http.oauth2Login(login -> atProviders(login, providers, oidc, asking));
    }
    if (basic) {
      http.httpBasic(configure -> configure.authenticationEntryPoint(signInFirst));
    }
    return http.build();
  }

  private static void again(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    response.sendRedirect(Places.SIGN_IN + "?" + word(why));
  }

  /** Who it was, the provider has not said. */
  private static void notVouchedFor(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    SecurityLog.warn(
        "sign-in-failed",
        "user",
        "?",
        "source",
        request.getRemoteAddr(),
        "reason",
        why.getMessage());
    again(request, response, why);
  }

  private static String word(AuthenticationException why) {
    if (why instanceof Throttled throttled) {
      return "wait=" + throttled.seconds();
    }
    if (why instanceof AuthenticationServiceException) {
      return "away";
    }
    return why instanceof NotWelcome ? "stranger" : "wrong";
  }

  private static AuthorizationManager<RequestAuthorizationContext> metrics(
      SignInProperties settings) {
    return settings.metricsByToken()
        ? AuthorityAuthorizationManager.hasAuthority("scope-" + Scope.METRICS.word())
        : (who, call) -> new AuthorizationDecision(true);
  }

  private static void atProviders(
      OAuth2LoginConfigurer<HttpSecurity> login,
      OidcRegistrations providers,
      OidcDirectory oidc,
      OidcHttp asking) {
    login
        .loginPage(Places.SIGN_IN)
        .clientRegistrationRepository(providers)
        .authorizedClientRepository(oidc.clients())
        .tokenEndpoint(
            tokens ->
                tokens.accessTokenResponseClient(
                    asking.asking(new RestClientAuthorizationCodeTokenResponseClient())))
        .userInfoEndpoint(info -> info.oidcUserService(oidc))
        .failureHandler(SignInConfiguration::notVouchedFor)
        .withObjectPostProcessor(
            new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
              @Override
              public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(
                    (request, response, why) -> response.sendRedirect(Places.SIGN_IN + "?away"));
                return filter;
              }
            });
  }

  /** What no browser sends; it is told as everything else is that goes no further. */
  @Bean
  RequestRejectedHandler rejected() {
    return (request, response, why) ->
        NoEntry.say(
            request,
            response,
            HttpServletResponse.SC_BAD_REQUEST,
            "an address, a method or a header is written plainly here");
  }

  @Bean
  StillAMember stillAMember(
      List<Directory> directories,
      DirectoryPeople people,
      DirectoryProperties properties,
      InstantSource clock) {
    return new StillAMember(directories, people, properties, clock);
  }

  /** It has its place in the chain above. */
  @Bean
  FilterRegistrationBean<StillAMember> stillAMemberIsInTheChain(StillAMember filter) {
    FilterRegistrationBean<StillAMember> registration = new FilterRegistrationBean<>(filter);
    registration.setEnabled(false);
    return registration;
  }

  /** What Tasklist, Cockpit and Admin send when somebody signs in without leaving their page. */
  private static UsernamePasswordAuthenticationFilter signInOf(
      WebApps applications, AuthenticationManager manager) {
    UsernamePasswordAuthenticationFilter filter = new UsernamePasswordAuthenticationFilter(manager);
    filter.setRequiresAuthenticationRequestMatcher(Places.SIGN_IN_OF_APPLICATIONS);
    filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
    filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
    filter.setAuthenticationSuccessHandler(
        (request, response, who) -> applications.answer(response, who.getName()));
    SignInFirst refused = new SignInFirst(false);
    filter.setAuthenticationFailureHandler(refused::commence);
    return filter;
  }

  @Bean
  FilterRegistrationBean<SecureCookies> secureCookies() {
    FilterRegistrationBean<SecureCookies> registration =
        new FilterRegistrationBean<>(new SecureCookies());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  FilterRegistrationBean<EngineSignIn> engineSignIn(
      IdentityService identity, WebApps applications, Callers callers) {
    FilterRegistrationBean<EngineSignIn> registration =
        new FilterRegistrationBean<>(new EngineSignIn(identity, applications, callers));
    registration.setOrder(SIGNED_IN);
    return registration;
  }
}
