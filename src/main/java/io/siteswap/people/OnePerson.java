package io.siteswap.people;

import com.unboundid.ldap.sdk.SearchResultEntry;
import io.siteswap.site.WrongConfiguration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.stereotype.Component;

/**
 * By what somebody is the same person in every directory: else whoever comes by two of them would
 * be two people before the four eyes.
 */
@Component
@EnableConfigurationProperties(DirectoryProperties.class)
class OnePerson {
  private static final String PREFIX = "person#";
  private static final String CLAIM = "siteswap.directory.person-claim";

  private final DirectoryProperties properties;
  private final int directories;

  OnePerson(DirectoryProperties properties, OidcRegistrations providers) {
    this.properties = properties;
    boolean ldap = properties.ldap() != null;
    directories = providers.all().size() + (ldap ? 1 : 0);
    refuseWhatLeavesItOpen(providers.all().size(), ldap);
  }

  private void refuseWhatLeavesItOpen(int providers, boolean ldap) {
    boolean isSaid =
        (providers == 0 || !properties.personClaim().isEmpty())
            && (!ldap || !properties.ldap().person().isEmpty());
    if (directories > 1 && !isSaid && !properties.nobodyIsInTwo()) {
      throw new WrongConfiguration(
          "people come by several directories, and nothing says who is the same person in them: one"
              + " could start a run by this one and approve it by that one",
          "Set %s to what they have in common, such as the employee number; or siteswap.directory.nobody-is-in-two=true, where that is so."
              .formatted(ldap ? CLAIM + " and siteswap.directory.ldap.person" : CLAIM));
    }
  }

  /** Whether anybody comes by a directory. */
  boolean isAnyDirectory() {
    return directories > 0;
  }

  /**
   * What a provider says of it; empty where each directory is believed for itself.
   *
   * @throws NotWelcome when it says nothing by which they could be told
   */
  Optional<String> subject(String name, Map<String, Object> claims) {
    return named(properties.personClaim())
        .map(claim -> subject(name, claim, isBelieved(claim, claims) ? claims.get(claim) : ""));
  }

  /** Whoever may write any address into their own account would be whom they like. */
  private static boolean isBelieved(String claim, Map<String, Object> claims) {
    return !claim.equals(StandardClaimNames.EMAIL)
        || Boolean.TRUE.equals(claims.get(StandardClaimNames.EMAIL_VERIFIED));
  }

  /** What LDAP says of it. */
  Optional<String> subject(String name, SearchResultEntry entry) {
    return named(properties.ldap().person())
        .map(attribute -> subject(name, attribute, entry.getAttributeValue(attribute)));
  }

  private static Optional<String> named(String setting) {
    return Optional.of(setting).filter(name -> !name.isEmpty());
  }

  private static String subject(String name, String by, Object said) {
    String common = Objects.toString(said, "").strip();
    if (common.isEmpty()) {
      throw new NotWelcome("the directory says no %s of %s".formatted(by, name));
    }
    return PREFIX + common.toLowerCase(Locale.ROOT);
  }
}
