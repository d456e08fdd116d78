package io.siteswap.twin.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The single sign-on of the Manager: tokens for passwords, and their end. */
public final class SignOn {
  private static final Duration LIFETIME = Duration.ofHours(100);
  private static final String REST_SCOPE = "ovirt-app-api";
  private static final String GRANTED =
      "ovirt-app-api ovirt-ext=token-info:authz-search"
          + " ovirt-ext=token-info:public-authz-search ovirt-ext=token-info:validate"
          + " ovirt-ext=token:password-access";

  private final Sessions sessions;
  private final InstantSource clock;

  public SignOn(Sessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  public Optional<Answer> answer(Request request, String path) {
    return switch (path) {
      case "/sso/oauth/token", "/sso/oauth/token-http-auth" -> Optional.of(token(request));
      case "/sso/oauth/revoke" ->
          Optional.of(
              error("error_description", "Missing parameter: 'client_id'", "invalid_request"));
      case "/services/sso-logout" -> Optional.of(logOut(request));
      case "/services/health" ->
          Optional.of(Answer.of(200, "text/html;charset=UTF-8", "DB Up!Welcome to Health Status!"));
      default -> Optional.empty();
    };
  }

  private Answer token(Request request) {
    Map<String, String> form =
        request.isRead() ? request.parameters() : Request.form(request.body());
    if (!request.header("Accept").orElse(Answer.JSON).contains("json")) {
      return denied("invalid_request", "Missing parameter: 'Accept Header'");
    }
    if (!"password".equals(form.get("grant_type"))) {
      return denied(
          "unsupported_grant_type",
          "The authorization grant type is not supported by the authorization server.");
    }
    String user = form.getOrDefault("username", "");
    if (!user.endsWith("@internal")) {
      return denied(
          "access_denied",
          "Cannot authenticate user '" + user + "': No valid profile found in credentials..");
    }
    if (!user.equals(Sessions.USER) || !Sessions.PASSWORD.equals(form.get("password"))) {
      return denied("access_denied", wrongPassword(user));
    }
    return granted(form.getOrDefault("scope", ""));
  }

  public static String wrongPassword(String user) {
    return "Cannot authenticate user '"
        + user
        + "': Unable to log in. Verify your login information or contact the system"
        + " administrator..";
  }

  private Answer granted(String scope) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("access_token", sessions.open());
    node.put("scope", scope.contains(REST_SCOPE) ? GRANTED : "");
    node.put("exp", String.valueOf(clock.instant().plus(LIFETIME).toEpochMilli()));
    node.put("token_type", "bearer");
    return Answer.of(200, Answer.JSON, node.toString());
  }

  private Answer logOut(Request request) {
    Optional.ofNullable(Request.form(request.body()).get("token")).ifPresent(sessions::close);
    return Answer.of(200, Answer.JSON, "{ }\n");
  }

  private static Answer denied(String code, String text) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("error_code", code);
    node.put("error", text);
    return Answer.of(400, Answer.JSON, node.toString());
  }

  private static Answer error(String textField, String text, String code) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put(textField, text);
    node.put("error", code);
    return Answer.of(400, Answer.JSON, node.toString());
  }
}
