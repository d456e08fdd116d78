package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * Who sends slowly is waited for only so long, whether nothing comes any more or a little at a
 * time.
 */
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsTest {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration DEADLINE = Duration.ofMillis(600);

  private WebServer server;

  @BeforeEach
  void start() {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
    new SlowClients(PAUSE, DEADLINE).customize(factory);
    server = factory.getWebServer();
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Socket announced() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    say(socket, "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  @Timeout(10)
  void whoSendsNothingMoreIsSentAway(CapturedOutput log) throws IOException {
    try (Socket socket = announced()) {
      say(socket, "x");

      assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("did not arrive in time");
    }
    assertThat(log.getOut()).contains("event=slow-body source=\"127.0.0.1\" bytes=\"1\"");
  }

  @Test
  @Timeout(10)
  void whoSendsALittleAtATimeIsSentAway() throws IOException {
    try (Socket socket = announced()) {
      socket.setSoTimeout(50);
      StringBuilder heard = new StringBuilder();
      while (heard.indexOf("408") < 0) {
        say(socket, "x");
        heard.append(heard(socket));
      }
    }
  }

  private static String heard(Socket socket) throws IOException {
    try {
      byte[] some = new byte[100];
      return new String(
          some, 0, Math.max(0, socket.getInputStream().read(some)), StandardCharsets.US_ASCII);
    } catch (java.net.SocketTimeoutException e) {
      return "";
    }
  }
}
