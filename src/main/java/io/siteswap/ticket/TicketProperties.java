package io.siteswap.ticket;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The change desks.
 *
 * @param desks by name; the name is also in the address of the desk's webhook
 */
@ConfigurationProperties("siteswap.tickets")
public record TicketProperties(@DefaultValue Map<String, Desk> desks) {

  /**
   * One desk. What is empty has a default of its type.
   *
   * @param type {@code servicenow}, {@code jira}, {@code rt} or {@code webhook}
   * @param url where its API begins; of a {@code webhook} desk, where events are sent
   * @param user for Basic, with {@code password}
   * @param token for Bearer (Jira), or RT's {@code Authorization: token}
   * @param oauth client credentials
   * @param caFile the CA that signed its certificate (PEM), where Java does not know it
   * @param allowHttp whether it may be spoken to without TLS, though it is not this machine
   * @param timeout for one call
   * @param numbers which ticket numbers are of this desk, as a regular expression
   * @param api of Jira: {@code 2} for Data Center, {@code 3} for Cloud
   * @param zone of dates that the desk tells without one
   */
  public record Desk(
      String type,
      String url,
      String user,
      Secret password,
      Secret token,
      @DefaultValue Oauth oauth,
      String caFile,
      @DefaultValue("false") boolean allowHttp,
      @DefaultValue("10s") Duration timeout,
      @DefaultValue(".*") String numbers,
      @DefaultValue("2") int api,
      @DefaultValue("UTC") ZoneId zone,
      @DefaultValue Fields fields,
      @DefaultValue Means means,
      @DefaultValue Moves moves,
      @DefaultValue Webhook webhook) {}

  /** OAuth 2, client credentials. */
  public record Oauth(
      String tokenUri, String clientId, Secret clientSecret, @DefaultValue List<String> scopes) {}

  /** In which fields of the desk we read what. */
  public record Fields(
      String title,
      String description,
      String state,
      String approval,
      String onHold,
      String conflict,
      String windowStart,
      String windowEnd,
      String type) {}

  /** Which of the desk's words mean what; upper and lower case are the same. */
  public record Means(
      List<String> allowed,
      List<String> withdrawn,
      List<String> approved,
      List<String> onHold,
      List<String> conflict,
      List<String> standard,
      List<String> emergency) {}

  /** Into which state a run brings its ticket; none: into none. */
  public record Moves(String begin, String end) {}

  /**
   * How its webhook proves where it comes from.
   *
   * @param proof {@code standard} (Standard Webhooks), {@code header} (a shared secret in a header)
   *     or {@code hub-signature} (Jira's HMAC of the body)
   * @param header which header has the secret or the HMAC
   * @param secrets each of them is good, so that one can be replaced by another; of a {@code
   *     webhook} desk the first signs what goes out
   * @param number where in the body the ticket's number is, as a JSON pointer
   */
  public record Webhook(
      String proof, String header, @DefaultValue List<Secret> secrets, String number) {}
}
