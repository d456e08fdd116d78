package io.siteswap.manager;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The one place that reads the SDK's errors. It has a single exception type without fields, so its
 * message is parsed; the texts are those of SDK 4.4.5.
 */
final class SdkErrors {
  private static final Pattern REASON = quoted("Fault reason is");
  private static final Pattern DETAIL = quoted("Fault detail is");
  private static final Pattern STATUS = Pattern.compile("HTTP response code is \"?(\\d{3})\"?");

  private SdkErrors() {}

  static RuntimeException read(String what, Throwable failure) {
    String message = messages(failure);
    Optional<Integer> status = find(STATUS, message).map(Integer::valueOf);
    if (status.isPresent() && isRefusal(status.get())) {
      return new ManagerRefused(
          what, status.get(), describe(message), detail(message).isBlank(), failure);
    }
    return new ManagerUnreachable(what, why(status, message, failure), failure);
  }

  /** The words of a fault that came with a status of success (T-15). */
  static Optional<String> faultInsideAnAnswer(Throwable failure) {
    String message = messages(failure);
    return find(STATUS, message)
        .filter(status -> status.startsWith("2"))
        .map(status -> describe(message));
  }

  /**
   * 401 comes with an HTML body and is seen only after signing in again failed; 408 and 429 ask to
   * come again. A 400 without a fault detail is what a broken database looks like, but also a
   * refused deactivate (T-3), so it counts as a refusal: the world is looked at before a decision.
   */
  private static boolean isRefusal(int status) {
    return status >= 400 && status < 500 && status != 401 && status != 408 && status != 429;
  }

  static boolean isCertificateProblem(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof CertificateException
                    || cause instanceof SSLPeerUnverifiedException);
  }

  /** The single sign-on answers with these words (RFC 6749 has them as well). */
  static boolean isSignInRefused(Throwable failure) {
    String message = messages(failure);
    return message.contains("access_denied") || message.contains("invalid_grant");
  }

  private static String describe(String message) {
    String detail = detail(message);
    return detail.isBlank() ? find(REASON, message).orElse(message) : detail;
  }

  private static String detail(String message) {
    return find(DETAIL, message).map(SdkErrors::unbracket).orElse("");
  }

  private static String unbracket(String detail) {
    return detail.startsWith("[") && detail.endsWith("]")
        ? detail.substring(1, detail.length() - 1)
        : detail;
  }

  private static String why(Optional<Integer> status, String message, Throwable failure) {
    if (status.isPresent()) {
      return "HTTP status " + status.get() + " " + describe(message);
    }
    return causes(failure)
        .filter(SdkErrors::isNetwork)
        .findFirst()
        .map(cause -> cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .orElse(message);
  }

  private static boolean isNetwork(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof SSLException;
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Pattern quoted(String label) {
    return Pattern.compile(label + " \"(.*?)\"\\.(?: Fault| HTTP|$)", Pattern.DOTALL);
  }

  private static String messages(Throwable failure) {
    return String.join(
        "; ", causes(failure).map(cause -> String.valueOf(cause.getMessage())).distinct().toList());
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(10);
  }
}
