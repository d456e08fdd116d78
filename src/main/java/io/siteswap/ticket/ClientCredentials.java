package io.siteswap.ticket;

import java.util.Optional;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.ClientCredentialsOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/** A token of OAuth 2, kept until it expires or is not accepted any more. */
final class ClientCredentials implements Credentials {
  private final String desk;
  private final ClientRegistration registration;
  private final AbstractAuthenticationToken siteswap =
      new AnonymousAuthenticationToken(
          "siteswap", "siteswap", AuthorityUtils.createAuthorityList("none"));
  private final ClientCredentialsOAuth2AuthorizedClientProvider provider =
      new ClientCredentialsOAuth2AuthorizedClientProvider();
  private OAuth2AuthorizedClient client;

  ClientCredentials(String desk, TicketProperties.Oauth oauth, ClientHttpRequestFactory http) {
    this.desk = desk;
    this.registration =
        ClientRegistration.withRegistrationId(desk)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .tokenUri(oauth.tokenUri())
            .clientId(oauth.clientId())
            .clientSecret(oauth.clientSecret().value())
            .scope(oauth.scopes())
            .build();
    var tokens = new RestClientClientCredentialsTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(http)
            .messageConverters(
                all -> {
                  all.clear();
                  all.add(new FormHttpMessageConverter());
                  all.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    provider.setAccessTokenResponseClient(tokens);
  }

  @Override
  public synchronized String header() {
    OAuth2AuthorizationContext.Builder context =
        client == null
            ? OAuth2AuthorizationContext.withClientRegistration(registration)
            : OAuth2AuthorizationContext.withAuthorizedClient(client);
    try {
      // Nothing comes back as long as the one that we have is good.
      client =
          Optional.ofNullable(provider.authorize(context.principal(siteswap).build()))
              .orElse(client);
    } catch (OAuth2AuthorizationException e) {
      throw new DeskAway(
          "desk %s: its token endpoint gives no token (%s)".formatted(desk, why(e)),
          Optional.empty());
    }
    return "Bearer " + client.getAccessToken().getTokenValue();
  }

  /** Its message may have the answer in it. */
  private static String why(OAuth2AuthorizationException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientResponseException answer) {
        return "" + answer.getStatusCode().value();
      }
    }
    return e.getError().getErrorCode();
  }

  @Override
  public synchronized boolean renew() {
    client = null;
    return true;
  }
}
