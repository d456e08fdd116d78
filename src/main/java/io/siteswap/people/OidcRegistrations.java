package io.siteswap.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/**
 * The providers of OpenID Connect that are configured. One is asked for its addresses when somebody
 * first wants to sign in there, not at the start: Siteswap starts when nothing else does.
 */
@Component
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class OidcRegistrations implements ClientRegistrationRepository {
  private final OAuth2ClientProperties properties;
  private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

  OidcRegistrations(OAuth2ClientProperties properties) {
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
    OAuth2ClientProperties one = new OAuth2ClientProperties();
    one.getRegistration().put(id, properties.getRegistration().get(id));
    one.getProvider().putAll(properties.getProvider());
    try {
      return new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw DirectoryAway.silent(id, e);
    }
  }
}
