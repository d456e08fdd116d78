package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import io.siteswap.drill.DrillTest;
import io.siteswap.engine.Person;
import io.siteswap.it.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * As it stands in a company: TLS of our own, a proxy before it, health on another port, metrics for
 * who shows a token, and a directory that is shaped like Active Directory and encrypted.
 */
@ExtendWith(OutputCaptureExtension.class)
class EncryptedTest extends DrillTest {
  private static final String HERE = "127.0.0.1";
  private static final String PROXY = "127.0.0.9";
  private static final Path FOLDER = folder();
  private static final Certificates CERTIFICATES = Certificates.in(FOLDER);
  private static final SSLContext TRUSTING = trusting(CERTIFICATES.right());
  private static final InMemoryDirectoryServer LDAP = ldap();

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  @Autowired private IdentityService identity;
  @Autowired private ApiTokens tokens;
  @Autowired private DirectoryPeople people;
  @Autowired private OnePerson onePerson;
  @Autowired private DirectoryProperties directory;
  @Autowired private SslBundles bundles;
  @Autowired private JdbcClient database;

  @DynamicPropertySource
  static void encrypted(DynamicPropertyRegistry properties) {
    Map.ofEntries(
            Map.entry("camunda.bpm.process-engine-name", "encrypted"),
            Map.entry("spring.datasource.url", "jdbc:h2:mem:encrypted;DB_CLOSE_DELAY=-1"),
            Map.entry(
                "spring.ssl.bundle.jks.web.keystore.location", "file:" + FOLDER + "/right.p12"),
            Map.entry("spring.ssl.bundle.jks.web.keystore.password", "changeit"),
            Map.entry("spring.ssl.bundle.jks.web.keystore.type", "PKCS12"),
            Map.entry(
                "spring.ssl.bundle.pem.corp.truststore.certificate",
                "file:" + CERTIFICATES.right()),
            Map.entry(
                "spring.ssl.bundle.pem.strangers.truststore.certificate",
                "file:" + CERTIFICATES.other()),
            Map.entry("server.ssl.bundle", "web"),
            Map.entry("server.forward-headers-strategy", "native"),
            Map.entry("server.tomcat.remoteip.internal-proxies", "127\\.0\\.0\\.9"),
            Map.entry("management.server.port", "0"),
            Map.entry("management.server.address", HERE),
            Map.entry("management.endpoints.web.exposure.include", "*"),
            Map.entry("siteswap.sign-in.metrics-by-token", "true"),
            Map.entry("siteswap.directory.groups.dr-approvers[0]", "Change Board"))
        .forEach((name, value) -> properties.add(name, () -> value));
    String ldap = "siteswap.directory.ldap.";
    Map.of(
            "url", "ldaps://localhost:" + LDAP.getListenPort("ldaps"),
            "ssl-bundle", "corp",
            "bind-dn", "cn=siteswap",
            "bind-password", "sesame",
            "user-base", "dc=example",
            "user-filter", "(sAMAccountName={0})",
            "active-filter", "(!(accountExpires=past))",
            "user-name", "sAMAccountName",
            "subject", "objectGUID",
            "groups-attribute", "memberOf")
        .forEach((name, value) -> properties.add(ldap + name, () -> value));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("encrypted");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext trusting(Path certificate) {
    try (var in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By the names of their ports: encrypted at once, or by StartTLS, or as somebody else. */
  private static InMemoryDirectoryServer ldap() {
    try {
      SSLContext tls = CERTIFICATES.context();
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example");
      config.addAdditionalBindCredentials("cn=siteswap", "sesame");
      config.setSchema(null);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPSConfig("ldaps", tls.getServerSocketFactory()),
          InMemoryListenerConfig.createLDAPConfig("ldap", null, 0, tls.getSocketFactory()),
          InMemoryListenerConfig.createLDAPSConfig(
              "ldaps elsewhere", CERTIFICATES.otherContext().getServerSocketFactory()),
          InMemoryListenerConfig.createLDAPConfig(
              "ldap elsewhere", null, 0, CERTIFICATES.otherContext().getSocketFactory()));
      InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
      server.startListening();
      server.add("dn: dc=example", "objectClass: domain", "dc: example");
      person(server, "lisa", new byte[] {(byte) 0xff, 0x02, '*', ')', (byte) 0x80});
      person(server, "nora", new byte[] {(byte) 0xff, 0x04, '*', ')', (byte) 0x80});
      person(server, "mark", new byte[] {(byte) 0xff, 0x03, '*', ')', (byte) 0x80});
      return server;
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void person(InMemoryDirectoryServer server, String name, byte[] guid)
      throws LDAPException {
    server.add(
        "cn=%s,dc=example".formatted(name),
        new Attribute("objectClass", "user"),
        new Attribute("cn", name),
        new Attribute("sAMAccountName", name),
        new Attribute("objectGUID", guid),
        new Attribute(
            "memberOf",
            "CN=Domain Users,CN=Users,DC=example",
            "CN=Change Board,OU=Groups,DC=example"),
        new Attribute("userPassword", "secret-of-" + name));
  }

  @AfterAll
  static void stop() {
    LDAP.shutDown(true);
  }

  private Spoken browser() {
    return Spoken.overTls(HERE, port, TRUSTING);
  }

  private static String form(String user, String password) {
    return "user=%s&password=%s".formatted(user, password);
  }

  @Test
  void whatIsSaidOverTlsStaysThere() {
    Spoken browser = browser();
    var signIn = browser.form("/sign-in", form("operator", "drill-1"));
    assertThat(signIn.location()).isEqualTo("/");
    var runs = browser.page("/runs");
    var tasklist = browser.page("/camunda/app/tasklist/default/");

    assertThat(runs.status()).isEqualTo(200);
    for (var answer : List.of(runs, tasklist)) {
      assertThat(answer.header("Strict-Transport-Security").orElse("none"))
          .contains("max-age=31536000", "includeSubDomains");
    }
    assertThat(
            Stream.of(signIn, runs, tasklist)
                .flatMap(answer -> answer.headers("Set-Cookie"))
                .toList())
        .isNotEmpty()
        .allMatch(cookie -> cookie.contains("; Secure"), "is sent over TLS only");
  }

  /** The address, and with it who is slowed down, is what the proxy says, and nobody else. */
  @Test
  void onlyTheProxyIsBelieved(CapturedOutput log) {
    for (String from : List.of(PROXY, "127.0.0.2")) {
      Spoken.overTls(from, port, TRUSTING)
          .say(
              "GET",
              "/api/runs",
              "",
              Spoken.basic("operator", "guess"),
              "X-Forwarded-For: 203.0.113.7",
              "X-Forwarded-Proto: https");
    }

    assertThat(log.getOut())
        .contains("event=sign-in-failed user=\"operator\" source=\"203.0.113.7\"")
        .contains("event=sign-in-failed user=\"operator\" source=\"127.0.0.2\"")
        .doesNotContain("source=\"127.0.0.9\"");
  }

  private Spoken.Heard ask(String method, String path, String... headers) {
    return Spoken.overTls(HERE, managementPort, TRUSTING).say(method, path, "", headers);
  }

  private String token(String name, String scope) {
    database.sql("delete from api_token where name = ?").param(name).update();
    return "Authorization: Bearer "
        + tokens
            .make(name, List.of(scope), 1, new Person("admin", List.of("camunda-admin")))
            .secret();
  }

  @Test
  void healthHasAPortOfItsOwnAndMetricsNeedAToken() {
    assertThat(managementPort).isNotEqualTo(port);
    assertThat(ask("GET", "/actuator/health").body()).contains("\"status\":\"UP\"");
    assertThat(browser().page("/actuator/health").status()).isEqualTo(404);

    assertThat(ask("GET", "/actuator/prometheus").status()).isEqualTo(401);
    assertThat(ask("GET", "/actuator/prometheus", Spoken.basic("admin", "drill-6")).status())
        .isEqualTo(403);
    assertThat(ask("GET", "/actuator/prometheus", token("reader", "read")).status()).isEqualTo(403);
    var metrics = ask("GET", "/actuator/prometheus", token("scraper", "metrics"));
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.body()).contains("siteswap_");
  }

  /** Even where somebody has exposed all there is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /actuator/env",
        "GET /actuator/heapdump",
        "GET /actuator/configprops",
        "GET /actuator/beans",
        "GET /actuator/threaddump",
        "GET /actuator/loggers",
        "POST /actuator/loggers/ROOT",
        "GET /actuator/health;/../env",
        "GET /actuator/%65nv",
        "GET /api/runs",
        "GET /engine-rest/task"
      })
  void nothingElseIsThere(String call) {
    String[] parts = call.split(" ", 2);

    assertThat(ask(parts[0], parts[1]).status()).isIn(400, 401);
    assertThat(ask(parts[0], parts[1], Spoken.basic("admin", "drill-6")).status())
        .isIn(400, 403, 404);
  }

  /** As on the other port: of one source sixteen are waited for. */
  @Test
  void whoSendsSlowlyKeepsNobodyFromHealth() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 17; i++) {
        slow.add(Spoken.overTls(HERE, managementPort, TRUSTING).halfSend("/actuator/health"));
      }

      assertThat(ask("GET", "/actuator/health").status()).isEqualTo(200);
      assertThat(slow).anyMatch(EncryptedTest::isTurnedAway);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static boolean isTurnedAway(Socket socket) {
    try {
      socket.setSoTimeout(200);
      byte[] said = socket.getInputStream().readNBytes("HTTP/1.1 503".length());
      return new String(said, StandardCharsets.UTF_8).equals("HTTP/1.1 503");
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> groups(String user) {
    return identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
  }

  @Test
  void somebodyOfAnActiveDirectorySignsInOverLdaps() throws LDAPException, LDIFException {
    Spoken browser = browser();

    assertThat(browser.form("/sign-in", form("lisa", "secret-of-lisa")).location()).isEqualTo("/");

    assertThat(groups("lisa")).containsExactly("dr-approvers");
    // Asked again by the number that never changes, which is no text.
    assertThat(browser.page("/runs").status()).isEqualTo(200);
    LDAP.modify("dn: cn=lisa,dc=example", "changetype: modify", "delete: memberOf");
    drill.later(Duration.ofMinutes(5));
    assertThat(browser.page("/runs").status()).isEqualTo(403);
    assertThat(groups("lisa")).isEmpty();
  }

  /** As whoever has left the company often is, with all groups. */
  @Test
  void whoIsActiveNoLongerIsOut() throws Exception {
    Spoken browser = browser();
    assertThat(browser.form("/sign-in", form("nora", "secret-of-nora")).location()).isEqualTo("/");
    assertThat(browser.page("/runs").status()).isEqualTo(200);

    LDAP.modify(
        "dn: cn=nora,dc=example",
        "changetype: modify",
        "add: accountExpires",
        "accountExpires: past");
    drill.later(Duration.ofMinutes(5));

    assertThat(browser.page("/runs").location()).isEqualTo("/sign-in");
    assertThat(browser().form("/sign-in", form("nora", "secret-of-nora")).location())
        .isEqualTo("/sign-in?wrong");
  }

  private LdapDirectory directory(String url, boolean startTls, String bundle) {
    DirectoryProperties.Ldap as = directory.ldap();
    return new LdapDirectory(
        new DirectoryProperties(
            directory.groups(),
            "",
            "",
            "",
            false,
            directory.confirmEvery(),
            new DirectoryProperties.Ldap(
                url,
                startTls,
                bundle,
                as.bindDn(),
                as.bindPassword(),
                as.userBase(),
                as.userFilter(),
                as.activeFilter(),
                as.userName(),
                as.subject(),
                as.person(),
                as.groupBase(),
                as.groupFilter(),
                as.groupName(),
                as.groupsAttribute(),
                as.timeout())),
        people,
        onePerson,
        bundles);
  }

  @Test
  void startTlsEncryptsBeforeAnythingIsSaid() {
    String url = "ldap://localhost:" + LDAP.getListenPort("ldap");

    assertThat(directory(url, true, "corp").prove("mark", "secret-of-mark", HERE))
        .get()
        .extracting(Credentials.Proven::user)
        .isEqualTo("mark");
    assertThat(directory(url, true, "corp").prove("mark", "wrong", HERE)).isEmpty();
  }

  /** By an authority that is not known, or of another machine. */
  @ParameterizedTest
  @CsvSource({
    "ldaps, strangers",
    "ldap, strangers",
    "ldaps elsewhere, strangers",
    "ldap elsewhere, strangers",
    "ldaps elsewhere, corp"
  })
  void nothingIsToldToWhoShowsAWrongCertificate(String listener, String bundle) {
    String scheme = listener.replaceFirst(" .*", "");
    String url = "%s://localhost:%d".formatted(scheme, LDAP.getListenPort(listener));

    assertThatThrownBy(
            () ->
                directory(url, scheme.equals("ldap"), bundle).prove("mark", "secret-of-mark", HERE))
        .isInstanceOf(DirectoryAway.class)
        .hasMessage(
            "the directory %s shows a certificate that is not trusted, or not its own: expected one of siteswap.directory.ldap.ssl-bundle, else of the JVM's trust store"
                .formatted(url));
  }
}
