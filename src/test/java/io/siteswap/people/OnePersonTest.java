package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.siteswap.site.WrongConfiguration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Several directories need something by which one person is told in all of them. */
class OnePersonTest {
  private static OnePerson onePerson(String providers, String... settings) {
    OAuth2ClientProperties clients = new OAuth2ClientProperties();
    Stream.of(providers.split(" "))
        .filter(id -> !id.isEmpty())
        .forEach(
            id -> clients.getRegistration().put(id, new OAuth2ClientProperties.Registration()));
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    source.put("siteswap.directory.confirm-every", "5m");
    Stream.of(settings)
        .map(setting -> setting.split("=", 2))
        .forEach(setting -> source.put("siteswap.directory." + setting[0], setting[1]));
    return new OnePerson(
        new Binder(source).bind("siteswap.directory", DirectoryProperties.class).get(),
        new OidcRegistrations(clients, new OidcHttp()));
  }

  @ParameterizedTest
  @CsvSource({
    "corp partner, x=y, x=y",
    "corp, ldap.url=ldap://a, x=y",
    "corp, ldap.url=ldap://a, person-claim=nr",
    "corp, ldap.url=ldap://a, ldap.person=nr",
    "corp partner, ldap.url=ldap://a, person-claim=nr",
  })
  void severalAreRefusedThatHaveNothingInCommon(String providers, String one, String other) {
    assertThatThrownBy(() -> onePerson(providers, one, other))
        .isInstanceOfSatisfying(
            WrongConfiguration.class,
            wrong -> assertThat(wrong.remedy()).contains("siteswap.directory.person-claim"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', x=y, x=y, x=y",
    "corp, x=y, x=y, x=y",
    "'', ldap.url=ldap://a, x=y, x=y",
    "corp partner, person-claim=nr, x=y, x=y",
    "corp, ldap.url=ldap://a, ldap.person=nr, person-claim=nr",
    "corp, ldap.url=ldap://a, nobody-is-in-two=true, x=y",
  })
  void othersAreNot(String providers, String one, String two, String three) {
    assertThatCode(() -> onePerson(providers, one, two, three)).doesNotThrowAnyException();
  }

  @Test
  void theSameIsTheSameHoweverItIsWritten() {
    OnePerson people =
        onePerson("corp", "ldap.url=ldap://a", "ldap.person=mail", "person-claim=email");

    assertThat(people.subject("anna", Map.of("email", "Anna@Example.com ", "email_verified", true)))
        .isEqualTo(people.subject("a", entry("anna@example.com")))
        .contains("person#anna@example.com");
  }

  private static SearchResultEntry entry(String mail) {
    return new SearchResultEntry(new Entry("uid=a,dc=example", new Attribute("mail", mail)));
  }

  /** Else somebody is whom they like: many providers let people write any address. */
  @Test
  void anAddressThatNobodyHasLookedAtIsNotBelieved() {
    OnePerson people = onePerson("corp", "person-claim=email");

    for (Map<String, Object> claims :
        Stream.<Map<String, Object>>of(
                Map.of("email", "boss@example.com"),
                Map.of("email", "boss@example.com", "email_verified", false),
                Map.of("email", "boss@example.com", "email_verified", "yes"))
            .toList()) {
      assertThatThrownBy(() -> people.subject("anna", claims)).isInstanceOf(NotWelcome.class);
    }
  }
}
