package io.siteswap.people;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.AbstractRestClientOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * How a provider is asked: where the configuration says, and where the provider itself says then,
 * for so long, and without following it to anywhere else.
 */
@Component
class OidcHttp implements JwtDecoderFactory<ClientRegistration> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ParameterizedTypeReference<Map<String, Object>> OBJECT =
      new ParameterizedTypeReference<>() {};

  private final ClientHttpRequestFactory requests = requests();
  private final RestTemplate rest = rest(requests);
  private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

  private static ClientHttpRequestFactory requests() {
    JdkClientHttpRequestFactory factory =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build());
    factory.setReadTimeout(PATIENCE);
    return factory;
  }

  private static RestTemplate rest(ClientHttpRequestFactory requests) {
    RestTemplate rest = new RestTemplate(requests);
    rest.setErrorHandler(
        new OAuth2ErrorResponseErrorHandler() {
          /** A redirect as well. */
          @Override
          public boolean hasError(ClientHttpResponse response) throws java.io.IOException {
            return !response.getStatusCode().is2xxSuccessful();
          }
        });
    return rest;
  }

  RestTemplate rest() {
    return rest;
  }

  /** What the provider says of itself. */
  Map<String, Object> metadata(String issuer) {
    return rest.exchange(
            issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration",
            HttpMethod.GET,
            null,
            OBJECT)
        .getBody();
  }

  <
          G extends AbstractOAuth2AuthorizationGrantRequest,
          C extends AbstractRestClientOAuth2AccessTokenResponseClient<G>>
      C asking(C client) {
    client.setRestClient(
        RestClient.builder()
            .requestFactory(requests)
            .messageConverters(
                all -> {
                  all.clear();
                  all.add(new FormHttpMessageConverter());
                  all.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return client;
  }

  /** As Spring makes one, but for who fetches the keys. */
  @Override
  public JwtDecoder createDecoder(ClientRegistration registration) {
    return decoders.computeIfAbsent(
        registration.getRegistrationId(),
        id -> {
          NimbusJwtDecoder decoder =
              NimbusJwtDecoder.withJwkSetUri(registration.getProviderDetails().getJwkSetUri())
                  .restOperations(rest)
                  .build();
          decoder.setJwtValidator(
              new DelegatingOAuth2TokenValidator<>(
                  new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
          decoder.setClaimSetConverter(
              new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
          return decoder;
        });
  }
}
