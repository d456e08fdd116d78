package io.siteswap.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.engine.sdk4.Error;

/** The SDK's one exception, as its version 4.4.5 words it. */
class SdkErrorsTest {
  private static final String WHAT = "put host north-1 into maintenance";
  private static final String FAULT =
      "Fault reason is \"%s\". Fault detail is \"%s\". HTTP response code is \"%d\". HTTP response"
          + " message is \"%s\".";

  @Test
  void keepsTheManagersOwnWords() {
    String description = "Cannot switch Host to Maintenance mode. Host is \"busy\".";

    ManagerRefused refused =
        refused(FAULT.formatted("Operation Failed", "[" + description + "]", 409, "Conflict"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.description()).isEqualTo(description);
    assertThat(refused)
        .hasMessage("%s: the Manager refused (409): %s".formatted(WHAT, description));
  }

  @Test
  void keepsWordsOfSeveralLines() {
    String description = "Cannot switch the following Hosts: north-1.\nOne or more running VMs.";

    assertThat(
            refused(FAULT.formatted("Operation Failed", "[" + description + "]", 409, "x"))
                .description())
        .isEqualTo(description);
  }

  @Test
  void takesTheReasonWhereThereIsNoDetail() {
    assertThat(refused(FAULT.formatted("Operation Failed", "[]", 400, "Bad Request")).description())
        .isEqualTo("Operation Failed");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409})
  void isRefusedWhenTheManagerUnderstood(int status) {
    assertThat(read(new Error("HTTP response code is " + status)))
        .isInstanceOf(ManagerRefused.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 408, 429, 500, 502, 503, 504})
  void isUnreachableWhenAskingAgainHelps(int status) {
    assertThat(read(new Error("HTTP response code is " + status)))
        .isInstanceOf(ManagerUnreachable.class)
        .hasMessageContaining(WHAT)
        .hasMessageContaining("HTTP status " + status);
  }

  @Test
  void namesTheNetworksTrouble() {
    assertThat(read(new Error("Failed to send request", new ConnectException("refused"))))
        .isInstanceOf(ManagerUnreachable.class)
        .hasMessageContaining("ConnectException: refused");
  }

  @Test
  void doesNotTakeAPageForAnAnswer() {
    assertThat(read(new Error("The response content type 'text/html' isn't the expected XML")))
        .isInstanceOf(ManagerUnreachable.class)
        .hasMessageContaining("text/html");
  }

  @Test
  void findsAFaultInsideAnAnswer() {
    String inside = "Fault reason is \"No agent.\". HTTP response code is \"%d\".";

    assertThat(SdkErrors.faultInsideAnAnswer(new Error(inside.formatted(200))))
        .contains("No agent.");
    assertThat(SdkErrors.faultInsideAnAnswer(new Error(inside.formatted(409)))).isEmpty();
  }

  @Test
  void knowsALateAnswerFromNone() {
    assertThat(new ManagerUnreachable(WHAT, "none in time", new TimeoutException()).isLate())
        .isTrue();
    assertThat(new ManagerUnreachable(WHAT, "dropped", new ConnectException()).isLate()).isFalse();
  }

  @Test
  void seesThroughToTheCertificate() {
    SSLHandshakeException handshake = new SSLHandshakeException("no path");
    handshake.initCause(new CertificateException("unknown CA"));

    assertThat(SdkErrors.isCertificateProblem(read(new Error("failed", handshake)))).isTrue();
    assertThat(SdkErrors.isCertificateProblem(read(new Error("failed")))).isFalse();
  }

  private static RuntimeException read(Throwable failure) {
    return SdkErrors.read(WHAT, failure);
  }

  private static ManagerRefused refused(String message) {
    return (ManagerRefused) read(new Error(message));
  }
}
