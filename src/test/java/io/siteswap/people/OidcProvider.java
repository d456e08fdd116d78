package io.siteswap.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A provider of OpenID Connect at which one person is always signed in. */
final class OidcProvider {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLIENT = "siteswap";
  private static final String ELSEWHERE = "/elsewhere";

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, String> nonces = new ConcurrentHashMap<>();

  String subject = "0001";
  String name = "anna";

  /** By which the company knows them everywhere. */
  String number = "0001";

  List<String> groups = List.of();
  boolean knowsThem = true;
  boolean answers = true;

  /** Whether it signs with the key that it shows. */
  boolean isItself = true;

  /** Of whom its tokens speak, where that is another than whom it tells of. */
  String tokensOf = "";

  /** Of what it says that it was moved. */
  String movedTo = "";

  final AtomicInteger askedElsewhere = new AtomicInteger();

  private OidcProvider(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static OidcProvider start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      OidcProvider provider =
          new OidcProvider(server, new RSAKeyGenerator(2048).keyID("test").generate());
      server.createContext("/", provider::answer);
      server.start();
      return provider;
    } catch (IOException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  void stop() {
    server.stop(0);
  }

  void is(String subject, String name, String... groups) {
    this.subject = subject;
    this.name = name;
    this.number = subject;
    this.groups = List.of(groups);
    knowsThem = true;
    answers = true;
    isItself = true;
    tokensOf = "";
    movedTo = "";
    askedElsewhere.set(0);
  }

  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    if (path.startsWith(ELSEWHERE)) {
      askedElsewhere.incrementAndGet();
    }
    if (path.equals(movedTo)) {
      call.getResponseHeaders().add("Location", issuer() + ELSEWHERE + path);
      call.sendResponseHeaders(302, -1);
      call.close();
    } else if (!answers) {
      send(call, 503, Map.of());
    } else if (path.endsWith("/openid-configuration")) {
      send(call, 200, configuration());
    } else if (path.endsWith("/jwks")) {
      send(call, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
    } else if (path.equals("/authorize")) {
      authorize(call, form(call.getRequestURI().getRawQuery()));
    } else if (!knowsThem) {
      send(call, path.endsWith("/token") ? 400 : 401, Map.of("error", "invalid_grant"));
    } else if (path.endsWith("/token")) {
      token(call, form(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    } else {
      send(call, 200, person());
    }
  }

  private Map<String, Object> configuration() {
    return Map.of(
        "issuer", issuer(),
        "authorization_endpoint", issuer() + "/authorize",
        "token_endpoint", issuer() + "/token",
        "userinfo_endpoint", issuer() + "/userinfo",
        "jwks_uri", issuer() + "/jwks",
        "end_session_endpoint", issuer() + "/end",
        "subject_types_supported", List.of("public"),
        "response_types_supported", List.of("code"),
        "id_token_signing_alg_values_supported", List.of("RS256"));
  }

  private Map<String, Object> person() {
    return Map.of(
        "sub", subject, "preferred_username", name, "employee_number", number, "groups", groups);
  }

  private void authorize(HttpExchange call, Map<String, String> asked) throws IOException {
    String code = "code-" + nonces.size();
    nonces.put(code, asked.get("nonce"));
    call.getResponseHeaders()
        .add(
            "Location",
            "%s?code=%s&state=%s"
                .formatted(
                    asked.get("redirect_uri"),
                    code,
                    URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8)));
    call.sendResponseHeaders(302, -1);
    call.close();
  }

  private void token(HttpExchange call, Map<String, String> asked) throws IOException {
    JWTClaimsSet.Builder claims = claims();
    if (asked.containsKey("code")) {
      claims.claim("nonce", nonces.get(asked.get("code")));
    }
    send(
        call,
        200,
        Map.of(
            "access_token", "access",
            "refresh_token", "refresh",
            "token_type", "Bearer",
            "expires_in", 300,
            "scope", "openid",
            "id_token", signed(claims.build())));
  }

  /** As it would say of whoever is signed in. */
  String idToken() {
    return signed(claims().build());
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(CLIENT)
        .subject(tokensOf.isEmpty() ? subject : tokensOf)
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  private String signed(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(
          new RSASSASigner(isItself ? key : new RSAKeyGenerator(2048).keyID("test").generate()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void send(HttpExchange call, int status, Map<String, Object> body) {
    try (call) {
      byte[] bytes = JSON.writeValueAsBytes(body);
      call.getResponseHeaders().add("Content-Type", "application/json");
      call.sendResponseHeaders(status, bytes.length);
      call.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
