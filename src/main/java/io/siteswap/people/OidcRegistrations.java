package io.siteswap.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties.Registration;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClientException;

/**
 * The providers of OpenID Connect that are configured. One is asked for its addresses when somebody
 * first wants to sign in there, not at the start: Siteswap starts when nothing else does.
 */
@Component
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class OidcRegistrations implements ClientRegistrationRepository {
  private final OAuth2ClientProperties properties;
  private final OidcHttp http;
  private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

  OidcRegistrations(OAuth2ClientProperties properties, OidcHttp http) {
    this.http = http;
    this.properties = properties;
  }

  /** How somebody may sign in there. */
  record Provider(String id, String name) {}

  List<Provider> all() {
    return new TreeMap<>(properties.getRegistration())
        .entrySet().stream()
            .map(
                entry ->
                    new Provider(
                        entry.getKey(),
                        Optional.ofNullable(entry.getValue().getClientName())
                            .orElse(entry.getKey())))
            .toList();
  }

  @Override
  public ClientRegistration findByRegistrationId(String id) {
    return properties.getRegistration().containsKey(id)
        ? known.computeIfAbsent(id, this::ask)
        : null;
  }

  private ClientRegistration ask(String id) {
    Registration registration = properties.getRegistration().get(id);
    OAuth2ClientProperties.Provider provider =
        properties.getProvider().get(Optional.ofNullable(registration.getProvider()).orElse(id));
    try {
      return provider == null || provider.getIssuerUri() == null
          ? asItStands(id)
          : asTheProviderSays(id, registration, provider);
    } catch (IllegalArgumentException | IllegalStateException | RestClientException e) {
      throw DirectoryAway.silent(id, e);
    }
  }

  /** Where all addresses are configured, nobody is asked. */
  private ClientRegistration asItStands(String id) {
    OAuth2ClientProperties one = new OAuth2ClientProperties();
    one.getRegistration().put(id, properties.getRegistration().get(id));
    one.getProvider().putAll(properties.getProvider());
    return new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id);
  }

  private ClientRegistration asTheProviderSays(
      String id, Registration registration, OAuth2ClientProperties.Provider provider) {
    Map<String, Object> metadata = http.metadata(provider.getIssuerUri());
    if (metadata == null || !provider.getIssuerUri().equals(metadata.get("issuer"))) {
      throw new IllegalStateException(
          "the provider at %s does not say that it is that".formatted(provider.getIssuerUri()));
    }
    ClientRegistration.Builder said =
        ClientRegistrations.fromOidcConfiguration(metadata).registrationId(id);
    PropertyMapper map = PropertyMapper.get().alwaysApplyingWhenNonNull();
    map.from(provider::getAuthorizationUri).to(said::authorizationUri);
    map.from(provider::getTokenUri).to(said::tokenUri);
    map.from(provider::getUserInfoUri).to(said::userInfoUri);
    map.from(provider::getJwkSetUri).to(said::jwkSetUri);
    map.from(registration::getClientId).to(said::clientId);
    map.from(registration::getClientSecret).to(said::clientSecret);
    map.from(registration::getClientName).to(said::clientName);
    map.from(registration::getRedirectUri).to(said::redirectUri);
    map.from(registration::getScope).as(StringUtils::toStringArray).to(said::scope);
    map.from(registration::getClientAuthenticationMethod)
        .as(ClientAuthenticationMethod::new)
        .to(said::clientAuthenticationMethod);
    return said.build();
  }
}
