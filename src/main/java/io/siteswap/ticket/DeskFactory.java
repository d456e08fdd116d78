package io.siteswap.ticket;

import io.siteswap.site.ConfigurationCheck;
import io.siteswap.site.Links;
import io.siteswap.site.OutgoingUrl;
import io.siteswap.site.WrongConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Makes the desks of the configuration, and refuses what cannot work. */
@Component
class DeskFactory implements ConfigurationCheck {
  /** As the Standard Webhooks specification wants it. */
  private static final int SHORTEST_KEY = 24;

  private final TicketProperties properties;
  private final Links links;
  private final InstantSource clock;

  DeskFactory(TicketProperties properties, Links links, InstantSource clock) {
    this.properties = properties;
    this.links = links;
    this.clock = clock;
  }

  @Override
  public void check() {
    properties.desks().forEach(this::check);
  }

  private void check(String name, TicketProperties.Desk desk) {
    String at = "siteswap.tickets.desks." + name + ".";
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw wrong(at + "type: '" + name + "' is no name of a desk", "letters, digits, - and _");
    }
    DeskType type = type(at, desk);
    checkUrl(at + "url", desk.url(), desk.allowHttp());
    if (desk.oauth().tokenUri() != null) {
      checkUrl(at + "oauth.token-uri", desk.oauth().tokenUri(), desk.allowHttp());
      required(at + "oauth.client-id", desk.oauth().clientId());
      required(at + "oauth.client-secret", desk.oauth().clientSecret());
    } else if (desk.user() != null) {
      required(at + "password", desk.password());
    }
    if (type == DeskType.JIRA && desk.api() != 2 && desk.api() != 3) {
      throw wrong(at + "api is '" + desk.api() + "'", "2 (Data Center) or 3 (Cloud)");
    }
    checkNumbers(at + "numbers", desk.numbers());
    checkWebhook(at + "webhook.", type, desk.webhook());
  }

  private static DeskType type(String at, TicketProperties.Desk desk) {
    return DeskType.of(desk.type())
        .orElseThrow(
            () ->
                wrong(
                    at + "type is '" + desk.type() + "', which is no desk that is known",
                    "servicenow, jira, rt or webhook"));
  }

  private static void checkUrl(String property, String value, boolean allowHttp) {
    required(property, value);
    URI url = url(property, value);
    if (url.getScheme().equals("http") && !allowHttp && !OutgoingUrl.isThisMachine(url.getHost())) {
      throw wrong(
          property + " is '" + value + "': without TLS everybody on the way reads the password",
          "https, or allow-http: true for this desk");
    }
  }

  private static URI url(String property, String value) {
    try {
      URI url = new URI(value);
      if (url.getHost() != null
          && url.getUserInfo() == null
          && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    // Without the value: somebody may have put a password into it.
    throw wrong(property + " is no address of a desk", "e.g. https://example.service-now.com");
  }

  private static void checkNumbers(String property, String numbers) {
    try {
      var unused = Pattern.compile(numbers);
    } catch (PatternSyntaxException e) {
      throw wrong(property + " is '" + numbers + "'", "a regular expression");
    }
  }

  private static void checkWebhook(String at, DeskType type, TicketProperties.Webhook webhook) {
    Proof proof =
        Proof.of(type, webhook)
            .orElseThrow(
                () ->
                    wrong(
                        at + "proof is '" + webhook.proof() + "'",
                        "standard, header or hub-signature"));
    if (!type.number(webhook).startsWith("/")) {
      throw wrong(at + "number is '" + webhook.number() + "'", "a JSON pointer, as /number");
    }
    if (type == DeskType.WEBHOOK && webhook.secrets().isEmpty()) {
      throw wrong(at + "secrets is missing", "at least one, as it signs what goes out");
    }
    if (proof == Proof.STANDARD || type == DeskType.WEBHOOK) {
      webhook.secrets().forEach(secret -> checkKey(at + "secrets", secret));
    }
    if (webhook.secrets().stream().anyMatch(secret -> secret.value().isBlank())) {
      throw wrong(at + "secrets has one that is empty", "something that nobody can guess");
    }
  }

  private static void checkKey(String property, Secret secret) {
    try {
      if (StandardWebhook.key(secret).length >= SHORTEST_KEY) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw wrong(
        property + " has one that cannot sign",
        "whsec_ and at least 24 random bytes in base 64, as from: openssl rand -base64 32");
  }

  private static void required(String property, Object value) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw new WrongConfiguration(property + " is missing", "docs/tickets.md says what it is.");
    }
  }

  private static WrongConfiguration wrong(String what, String expected) {
    return new WrongConfiguration(what, "Expected " + expected + ".");
  }

  List<ChangeDesk> all(ToldTickets told) {
    return properties.desks().entrySet().stream()
        .map(desk -> make(desk.getKey(), desk.getValue(), told))
        .toList();
  }

  private ChangeDesk make(String name, TicketProperties.Desk desk, ToldTickets told) {
    DeskType type = DeskType.of(desk.type()).orElseThrow();
    DeskHttp http = http(name, type, desk);
    TicketReader reader = new TicketReader(name, type, desk);
    return switch (type) {
      case SERVICENOW -> new ServiceNowDesk(name, http, reader);
      case JIRA -> new JiraDesk(name, http, reader, desk.api());
      case RT -> new RequestTrackerDesk(name, http, reader);
      case WEBHOOK ->
          new WebhookDesk(name, http, reader, told, desk.webhook(), links.to(""), clock);
    };
  }

  private static DeskHttp http(String name, DeskType type, TicketProperties.Desk desk) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(desk.timeout());
    if (desk.caFile() != null) {
      client.sslContext(trusting(Path.of(desk.caFile())));
    }
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client.build());
    requests.setReadTimeout(desk.timeout());
    return new DeskHttp(
        name,
        URI.create(desk.url()),
        RestClient.builder().requestFactory(requests).build(),
        credentials(name, type, desk, requests),
        desk.timeout());
  }

  private static Credentials credentials(
      String name, DeskType type, TicketProperties.Desk desk, JdkClientHttpRequestFactory http) {
    if (desk.oauth().tokenUri() != null) {
      return new ClientCredentials(name, desk.oauth(), http);
    }
    if (desk.token() != null) {
      return Credentials.token(type == DeskType.RT ? "token" : "Bearer", desk.token());
    }
    return desk.user() == null
        ? Credentials.none()
        : Credentials.basic(desk.user(), desk.password());
  }

  private static SSLContext trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + store.size(), one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new WrongConfiguration(
          "ca-file '" + pem + "' cannot be used: " + e.getMessage(),
          "Expected a certificate in PEM form (-----BEGIN CERTIFICATE-----).");
    }
  }
}
