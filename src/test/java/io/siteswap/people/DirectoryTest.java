package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import io.siteswap.drill.DrillTest;
import io.siteswap.engine.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A company's directory says who people are, and for how long. */
@ExtendWith(OutputCaptureExtension.class)
class DirectoryTest extends DrillTest {
  private static final OidcProvider OIDC = OidcProvider.start();
  private static final InMemoryDirectoryServer LDAP = ldap();
  private static volatile boolean ldapAnswers = true;
  private static final String HERE = "127.0.0.1";

  @LocalServerPort private int port;
  @Autowired private IdentityService identity;
  @Autowired private OidcRegistrations providers;
  @Autowired private OAuth2ClientProperties clients;
  @Autowired private JdbcClient database;
  @Autowired private TwoAccounts twoAccounts;
  @Autowired private GlassCodes codes;

  @DynamicPropertySource
  static void directories(DynamicPropertyRegistry properties) {
    properties.add("camunda.bpm.process-engine-name", () -> "people");
    // As it is where nobody says anything about it.
    properties.add("siteswap.sign-in.basic", () -> "");
    properties.add("siteswap.people.otto.subject", () -> OIDC.issuer() + "#0014");
    properties.add("siteswap.directory.person-claim", () -> "employee_number");
    properties.add("siteswap.directory.groups.dr-approvers[0]", () -> "change-board");
    properties.add("siteswap.directory.groups.dr-operators[0]", () -> "night-shift");
    String client = "spring.security.oauth2.client.";
    Map.of(
            "registration.corp.client-id", "siteswap",
            "registration.corp.client-secret", "secret",
            "registration.corp.client-name", "Example Corp.",
            "registration.corp.scope", "openid",
            "provider.corp.issuer-uri", OIDC.issuer())
        .forEach((name, value) -> properties.add(client + name, () -> value));
    String ldap = "siteswap.directory.ldap.";
    Map.of(
            "url", "ldap://localhost:1 ldap://localhost:" + LDAP.getListenPort(),
            "bind-dn", "cn=siteswap",
            "bind-password", "sesame",
            "user-base", "ou=people,dc=example",
            "person", "employeeNumber",
            "group-base", "ou=groups,dc=example")
        .forEach((name, value) -> properties.add(ldap + name, () -> value));
  }

  private static InMemoryDirectoryServer ldap() {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example");
      config.addAdditionalBindCredentials("cn=siteswap", "sesame");
      config.setSchema(null);
      config.addInMemoryOperationInterceptor(
          new InMemoryOperationInterceptor() {
            @Override
            public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
                throws LDAPException {
              if (!ldapAnswers) {
                throw new LDAPException(ResultCode.UNAVAILABLE);
              }
            }
          });
      InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
      server.startListening();
      server.add("dn: dc=example", "objectClass: domain", "dc: example");
      for (String unit : List.of("people", "groups")) {
        server.add(
            "dn: ou=%s,dc=example".formatted(unit),
            "objectClass: organizationalUnit",
            "ou: " + unit);
      }
      person(server, "lisa", "4711");
      person(server, "operator", "4712");
      person(server, "rita", "4713");
      person(server, "hugo", "4714");
      person(server, "ruth", "4715");
      server.add(
          "dn: cn=change-board,ou=groups,dc=example",
          "objectClass: groupOfNames",
          "cn: change-board",
          "member: uid=lisa,ou=people,dc=example",
          "member: uid=rita,ou=people,dc=example",
          "member: uid=ruth,ou=people,dc=example",
          "member: uid=hugo,ou=people,dc=example",
          "member: uid=operator,ou=people,dc=example");
      return server;
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void person(InMemoryDirectoryServer server, String name, String number)
      throws LDAPException, LDIFException {
    server.add(
        "dn: uid=%s,ou=people,dc=example".formatted(name),
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "cn: " + name,
        "sn: " + name,
        "employeeNumber: " + number,
        "userPassword: secret-of-" + name);
  }

  @AfterAll
  static void stop() {
    OIDC.stop();
    LDAP.shutDown(true);
  }

  private List<String> groups(String user) {
    return identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
  }

  private static String form(String user, String password) {
    return "user=%s&password=%s".formatted(user, password);
  }

  /** As a browser does it: to the provider, and back with what it says. */
  private Spoken.Heard atProvider(Spoken browser) {
    String asks = browser.page("/oauth2/authorization/corp").header("Location").orElse("none");
    if (!asks.startsWith(OIDC.issuer())) {
      return new Spoken.Heard(302, "Location: " + asks, "");
    }
    return browser.page(provider(asks).replaceFirst("^https?://[^/]+", ""));
  }

  private static String provider(String asked) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(URI.create(asked)).build(), BodyHandlers.discarding())
          .headers()
          .firstValue("Location")
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMemberOfTheMappedGroupSignsInAtTheProvider() {
    OIDC.is("0001", "anna", "/change-board", "everybody");
    Spoken browser = Spoken.from(HERE, port);
    assertThat(browser.page("/runs").location()).isEqualTo("/sign-in");
    assertThat(browser.page("/sign-in").body())
        .contains("href=\"/oauth2/authorization/corp\"", "Example Corp.");

    assertThat(atProvider(browser).location()).isEqualTo("/runs");

    assertThat(browser.page("/runs").body()).contains("anna", "approver");
    assertThat(groups("anna")).containsExactly("dr-approvers");
    assertThat(browser.say("GET", "/camunda/api/admin/auth/user/people", "").body())
        .contains("\"userId\":\"anna\"");
    assertThat(drill.journal().of("people"))
        .anyMatch(line -> line.detail().equals("anna is of [dr-approvers] now, and was of []"));
  }

  /** Else what somebody does would stand in the journal as done by Siteswap. */
  @ParameterizedTest
  @ValueSource(strings = {"siteswap", "Siteswap", "directory"})
  void nobodyIsCalledAsSiteswapIs(String name) {
    OIDC.is("00" + name, name, "change-board");

    assertThat(atProvider(Spoken.from(HERE, port)).location()).isEqualTo("/sign-in?stranger");
    assertThat(identity.createUserQuery().userId(name).count()).isZero();
  }

  @Test
  void whoIsInNoMappedGroupIsNotTakenIn() {
    OIDC.is("0002", "bert", "canteen");

    assertThat(atProvider(Spoken.from(HERE, port)).location()).isEqualTo("/sign-in?stranger");
    assertThat(identity.createUserQuery().userId("bert").count()).isZero();
  }

  @Test
  void whoIsTakenOutOfTheGroupCanNoLongerAfterFiveMinutes() {
    OIDC.is("0003", "carl", "change-board");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);
    assertThat(browser.page("/runs").status()).isEqualTo(200);

    OIDC.is("0003", "carl", "canteen");
    drill.later(Duration.ofMinutes(5));

    assertThat(browser.page("/runs").status()).isEqualTo(403);
    assertThat(groups("carl")).isEmpty();
  }

  @Test
  void whomTheProviderKnowsNoLongerIsSignedOut() {
    OIDC.is("0004", "dora", "night-shift");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);
    assertThat(browser.page("/runs").status()).isEqualTo(200);
    OIDC.knowsThem = false;
    drill.later(Duration.ofMinutes(4));
    assertThat(browser.page("/runs").status()).isEqualTo(200);

    drill.later(Duration.ofMinutes(1));

    assertThat(browser.page("/runs").location()).isEqualTo("/sign-in");
  }

  /** Believing it for longer would let in whoever was taken out meanwhile. */
  @Test
  void whoseProviderIsAwayIsSignedOutToo() {
    OIDC.is("0005", "emil", "night-shift");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);
    OIDC.answers = false;
    drill.later(Duration.ofMinutes(5));

    assertThat(browser.page("/runs").location()).isEqualTo("/sign-in");
    assertThat(browser.form("/sign-in", form("admin", "drill-6")).location()).isEqualTo("/runs");
  }

  @Test
  void whatIsSignedBySomebodyElseEndsTheSession() {
    OIDC.is("0029", "yves", "night-shift");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);
    assertThat(browser.page("/runs").status()).isEqualTo(200);

    OIDC.isItself = false;
    drill.later(Duration.ofMinutes(5));

    assertThat(browser.page("/runs").location()).isEqualTo("/sign-in");
  }

  /** It signs rightly, but of another. */
  @Test
  void whatIsSaidOfSomebodyElseEndsTheSession() {
    OIDC.is("0040", "zita", "night-shift");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);
    assertThat(browser.page("/runs").status()).isEqualTo(200);

    OIDC.tokensOf = "0041";
    drill.later(Duration.ofMinutes(5));

    assertThat(browser.page("/runs").location()).isEqualTo("/sign-in");
  }

  /** With the groups that were known last, as nobody can be asked for others. */
  @Test
  void aCodeFromTheSafeOpensWhenTheDirectoryIsAway() {
    OIDC.is("0028", "zoe", "change-board");
    atProvider(Spoken.from(HERE, port));
    String code = codes.print("zoe", 1, new Person("admin", List.of("camunda-admin"))).get(0);
    OIDC.answers = false;
    ldapAnswers = false;
    try {
      drill.later(Duration.ofMinutes(6));
      Spoken browser = Spoken.from(HERE, port);
      assertThat(browser.form("/sign-in", form("zoe", "wrong")).location())
          .isEqualTo("/sign-in?away");

      assertThat(browser.form("/sign-in", form("zoe", code)).location()).isEqualTo("/");

      drill.later(Duration.ofMinutes(6));
      assertThat(browser.page("/runs").body()).contains("zoe", "approver");
    } finally {
      ldapAnswers = true;
    }
  }

  @Test
  void whoIsCalledOtherwiseStaysTheSamePerson() {
    OIDC.is("0006", "frida", "night-shift");
    atProvider(Spoken.from(HERE, port));
    OIDC.is("0006", "frida.married", "change-board");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);

    assertThat(browser.page("/runs").body()).contains("frida").doesNotContain("frida.married");
    assertThat(groups("frida")).containsExactly("dr-approvers");
    assertThat(identity.createUserQuery().userId("frida.married").count()).isZero();
  }

  /** Neither of somebody who is kept here, nor of another whom the directory knows. */
  @Test
  void nobodyTakesTheNameOfSomebodyElse() {
    OIDC.is("0007", "approver-1", "change-board");
    assertThat(atProvider(Spoken.from(HERE, port)).location()).isEqualTo("/sign-in?stranger");
    OIDC.is("0008", "gerd", "change-board");
    atProvider(Spoken.from(HERE, port));
    OIDC.is("0009", "gerd", "change-board");
    assertThat(atProvider(Spoken.from(HERE, port)).location()).isEqualTo("/sign-in?stranger");
  }

  private Spoken.Heard change(Spoken browser, String path, String body) {
    return browser.say(
        "POST",
        path,
        body,
        "Content-Type: application/json",
        "Accept: application/json",
        "Origin: http://localhost:" + port);
  }

  private Spoken.Heard approve(Spoken browser) {
    return change(
        browser,
        "/engine-rest/engine/people/task/" + drill.task("approvePlan").getId() + "/complete",
        "{\"variables\":{\"decision\":{\"value\":\"approve\"},\"fingerprint\":{\"value\":\"%s\"}}}"
            .formatted(drill.run().requirePlan().fingerprint().abbreviated()));
  }

  private void start(Spoken browser) {
    var started =
        change(
            browser,
            "/engine-rest/engine/people/process-definition/key/fail-over-site/start",
            "{\"variables\":{\"cluster\":{\"value\":\"demo\"},\"site\":{\"value\":\"north\"},"
                + "\"ticket\":{\"value\":\"CHG1\"},\"reason\":{\"value\":\"x\"}}}");
    assertThat(started.status()).as(started.body()).isEqualTo(200);
    drill.follow(drill.runs().get(0).id()).settle();
  }

  /** The provider calls her r.jones, LDAP rita; both say the same number. */
  @Test
  void whoComesByTwoDirectoriesIsOnePersonBeforeTheFourEyes() {
    drill.world(2, 4);
    OIDC.is("0021", "r.jones", "night-shift", "change-board");
    OIDC.number = "4713";
    Spoken jones = Spoken.from(HERE, port);
    atProvider(jones);
    start(jones);

    Spoken rita = Spoken.from(HERE, port);
    assertThat(rita.form("/sign-in", form("rita", "secret-of-rita")).location()).isEqualTo("/");

    var own = approve(rita);
    assertThat(own.status()).as(own.body()).isEqualTo(403);
    assertThat(own.body()).contains("r.jones has started run");
    assertThat(identity.createUserQuery().userId("rita").count()).isZero();
    assertThat(groups("r.jones")).containsExactly("dr-approvers");
    assertThat(drill.run().approvedFingerprint()).isEmpty();
    drill.later(Duration.ofMinutes(5));
    assertThat(rita.page("/runs").body()).contains("r.jones");
    Spoken ruth = Spoken.from(HERE, port);
    ruth.form("/sign-in", form("ruth", "secret-of-ruth"));
    assertThat(approve(ruth).status()).isEqualTo(204);
    assertThat(drill.run().approvedFingerprint()).isPresent();
  }

  @Test
  void whoHasNothingInCommonWithAnybodyIsNotLetIn() throws LDAPException {
    OIDC.is("0022", "sven", "change-board");
    OIDC.number = " ";
    assertThat(atProvider(Spoken.from(HERE, port)).location()).isEqualTo("/sign-in?stranger");

    LDAP.modify(
        "uid=hugo,ou=people,dc=example",
        new Modification(ModificationType.DELETE, "employeeNumber"));
    assertThat(Spoken.from(HERE, port).form("/sign-in", form("hugo", "secret-of-hugo")).location())
        .isEqualTo("/sign-in?stranger");
    assertThat(identity.createUserQuery().userIdIn("sven", "hugo").count()).isZero();
  }

  private void wasKnown(String subject, String name) {
    identity.saveUser(identity.newUser(name));
    identity.createMembership(name, "dr-operators");
    database
        .sql("insert into directory_person (subject, user_id, since) values (?, ?, ?)")
        .params(subject, name, drill.now().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Test
  void whoHadTwoAccountsIsOneOfThemAndMayDoNothingByTheOther() {
    wasKnown("person#0026", "vera");
    wasKnown(OIDC.issuer() + "#0026", "v.smith");
    OIDC.is("0026", "v.smith", "change-board");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);

    assertThat(browser.page("/runs").body()).contains("vera").doesNotContain("v.smith");
    assertThat(groups("vera")).containsExactly("dr-approvers");
    assertThat(groups("v.smith")).isEmpty();
  }

  /** From before it was said what somebody has in common in all directories. */
  @Test
  void whoWasKnownByOneDirectoryStaysThatPerson() {
    wasKnown(OIDC.issuer() + "#0023", "tina");
    OIDC.is("0023", "tina.turner", "change-board");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);

    assertThat(browser.page("/runs").body()).contains("tina").doesNotContain("tina.turner");
    assertThat(groups("tina")).containsExactly("dr-approvers");
  }

  /** As when an administrator deletes somebody whom the directory still vouches for. */
  @Test
  void whoWasDeletedHereComesBackUnderTheSameNameAndNobodyElseGetsIt() {
    OIDC.is("0024", "uwe", "change-board");
    atProvider(Spoken.from(HERE, port));
    identity.deleteUser("uwe");

    OIDC.is("0025", "uwe", "night-shift");
    assertThat(atProvider(Spoken.from(HERE, port)).location()).isEqualTo("/sign-in?stranger");

    OIDC.is("0024", "uwe", "change-board");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);
    assertThat(browser.page("/runs").body()).contains("uwe");
    assertThat(groups("uwe")).containsExactly("dr-approvers");
  }

  /** Kept here as otto, and known to the directory by whatever name it gives him. */
  @Test
  void whoIsKeptHereAsWellIsOnePersonBeforeTheFourEyes() {
    drill.world(2, 4);
    OIDC.is("0014", "o.miller", "night-shift", "change-board");
    Spoken otto = Spoken.from(HERE, port);
    atProvider(otto);
    assertThat(otto.page("/runs").body()).contains("otto").doesNotContain("o.miller");
    assertThat(groups("otto")).containsExactlyInAnyOrder("dr-approvers", "dr-operators");
    start(otto);

    OIDC.is("0014", "miller.otto", "change-board");
    Spoken again = Spoken.from(HERE, port);
    atProvider(again);
    var own = approve(again);
    assertThat(own.status()).as(own.body()).isEqualTo(403);
    assertThat(own.body()).contains("otto has started run");
    assertThat(drill.run().approvedFingerprint()).isEmpty();

    OIDC.is("0015", "paul", "change-board");
    Spoken paul = Spoken.from(HERE, port);
    atProvider(paul);
    assertThat(approve(paul).status()).isEqualTo(204);
    assertThat(drill.run().approvedFingerprint()).isPresent();
  }

  @Test
  void whoIsOfTheDirectoryHasNoPasswordHere() {
    User otto = identity.createUserQuery().userId("otto").singleResult();
    otto.setPassword("given-by-an-admin");
    identity.saveUser(otto);

    assertThat(
            Spoken.from(HERE, port).form("/sign-in", form("otto", "given-by-an-admin")).location())
        .isEqualTo("/sign-in?wrong");
  }

  /** What would be asked there with our secret, or believed from there. */
  @ParameterizedTest
  @ValueSource(strings = {"/token", "/userinfo"})
  void whereTheProviderLeadsIsNotFollowed(String moved) {
    OIDC.is("0012", "jana", "change-board");
    OIDC.movedTo = moved;

    assertThat(atProvider(Spoken.from(HERE, port)).location()).startsWith("/sign-in?");

    assertThat(OIDC.askedElsewhere).hasValue(0);
    assertThat(identity.createUserQuery().userId("jana").count()).isZero();
  }

  @Test
  void whatAProviderSaysOfItselfIsBelievedFromItAlone() {
    OIDC.is("0013", "karl", "change-board");
    ClientRegistration corp = providers.findByRegistrationId("corp");
    OidcHttp fresh = new OidcHttp();
    OIDC.movedTo = "/jwks";
    assertThatThrownBy(() -> fresh.createDecoder(corp).decode(OIDC.idToken()))
        .isInstanceOf(JwtException.class);
    OIDC.movedTo = "/.well-known/openid-configuration";
    assertThatThrownBy(() -> new OidcRegistrations(clients, fresh).findByRegistrationId("corp"))
        .isInstanceOf(DirectoryAway.class);
    assertThat(OIDC.askedElsewhere).hasValue(0);

    OIDC.movedTo = "";
    assertThat(fresh.createDecoder(corp).decode(OIDC.idToken()).getSubject()).isEqualTo("0013");
  }

  @Test
  void signsOutAtTheProviderAsWell() {
    OIDC.is("0010", "hans", "change-board");
    Spoken browser = Spoken.from(HERE, port);
    atProvider(browser);

    var out = browser.form("/sign-out", "");

    assertThat(out.header("Refresh").orElse("none"))
        .startsWith("0; url=" + OIDC.issuer() + "/end?id_token_hint=")
        .contains("post_logout_redirect_uri=");
    assertThat(browser.page("/runs").location()).isEqualTo("/sign-in");
  }

  @Test
  void aPasswordGivenHereOpensNothingToWhoIsOfTheDirectory() {
    OIDC.is("0011", "ines", "change-board");
    atProvider(Spoken.from(HERE, port));
    User ines = identity.createUserQuery().userId("ines").singleResult();
    ines.setPassword("given-by-an-admin");
    identity.saveUser(ines);

    assertThat(
            Spoken.from(HERE, port).form("/sign-in", form("ines", "given-by-an-admin")).location())
        .isEqualTo("/sign-in?wrong");
  }

  @Test
  void aMemberOfTheMappedGroupSignsInByLdap() throws LDAPException {
    Spoken browser = Spoken.from(HERE, port);
    assertThat(browser.form("/sign-in", form("lisa", "wrong")).location())
        .isEqualTo("/sign-in?wrong");
    assertThat(browser.form("/sign-in", form("lisa", "secret-of-lisa")).location()).isEqualTo("/");
    assertThat(browser.page("/runs").body()).contains("lisa", "approver");

    LDAP.modify(
        "cn=change-board,ou=groups,dc=example",
        new Modification(ModificationType.DELETE, "member", "uid=lisa,ou=people,dc=example"));
    drill.later(Duration.ofMinutes(5));

    assertThat(browser.page("/runs").status()).isEqualTo(403);
    assertThat(Spoken.from(HERE, port).form("/sign-in", form("lisa", "secret-of-lisa")).location())
        .isEqualTo("/");
    assertThat(groups("lisa")).isEmpty();
  }

  @Test
  void nobodyOfLdapTakesTheNameOfSomebodyElse() {
    assertThat(
            Spoken.from(HERE, port)
                .form("/sign-in", form("operator", "secret-of-operator"))
                .location())
        .isEqualTo("/sign-in?stranger");
    assertThat(groups("operator")).containsExactly("dr-operators");
  }

  @Test
  void whoCouldHaveTwoAccountsIsNamedAtTheStart(CapturedOutput log) {
    wasKnown("person#0027", "wolf");
    twoAccounts.prepare();

    assertThat(log.getOut())
        .containsPattern("approver-1, .*operator.* have a password here")
        .doesNotContainPattern("(wolf|admin|auditor).* have a password here");
  }

  @Test
  void noPasswordComesWithACallOutsideOfTheDemo() {
    var answer =
        Spoken.from(HERE, port).say("GET", "/api/runs", "", Spoken.basic("operator", "drill-1"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEmpty();
  }
}
