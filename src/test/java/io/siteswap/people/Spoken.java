package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** HTTP by hand, from an address of one's choice, with the cookies that were given. */
final class Spoken {
  private final int port;
  private final InetAddress from;
  private final Optional<SSLContext> tls;
  private final Map<String, String> cookies = new TreeMap<>();

  private Spoken(int port, InetAddress from, Optional<SSLContext> tls) {
    this.port = port;
    this.from = from;
    this.tls = tls;
  }

  /** All addresses of 127.0.0.0/8 are this machine's. */
  static Spoken from(String address, int port) {
    return from(address, port, Optional.empty());
  }

  static Spoken overTls(String address, int port, SSLContext trusting) {
    return from(address, port, Optional.of(trusting));
  }

  private static Spoken from(String address, int port, Optional<SSLContext> tls) {
    try {
      return new Spoken(port, InetAddress.getByName(address), tls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Heard(int status, String head, String body) {
    Optional<String> header(String name) {
      return headers(name).findFirst();
    }

    Stream<String> headers(String name) {
      return head.lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip());
    }

    String location() {
      return header("Location").map(to -> to.replaceFirst("^https?://[^/]+", "")).orElse("none");
    }
  }

  static String basic(String user, String password) {
    return "Authorization: Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  Heard page(String path) {
    return say("GET", path, "", "Accept: text/html");
  }

  Heard form(String path, String form) {
    return say(
        "POST",
        path,
        form,
        "Accept: text/html",
        "Origin: %s://localhost:%d".formatted(tls.isPresent() ? "https" : "http", port),
        "Content-Type: application/x-www-form-urlencoded");
  }

  Heard say(String method, String path, String body, String... headers) {
    try (Socket socket = connected()) {
      send(socket, request(method, path, body.length(), body, headers));
      Heard heard =
          heard(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      heard
          .headers("Set-Cookie")
          .map(set -> set.replaceFirst(";.*", "").split("=", 2))
          .forEach(set -> cookies.put(set[0], set[1]));
      return heard;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who is refused in the middle of what they say hears why. */
  private void send(Socket socket, byte[] request) {
    try {
      socket.getOutputStream().write(request);
      if (tls.isEmpty()) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      assertThat(e).isInstanceOf(SocketException.class);
    }
  }

  /** Announces a body and sends only its beginning. */
  Socket halfSend(String path) throws IOException {
    Socket socket = connected();
    socket.getOutputStream().write(request("POST", path, 1000, "{\"a\":"));
    return socket;
  }

  private byte[] request(String method, String path, int length, String body, String... headers) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                method + " " + path + " HTTP/1.1", "Host: localhost:" + port, "Connection: close"));
    lines.addAll(List.of(headers));
    if (!method.equals("GET")) {
      lines.add("Content-Length: " + length);
    }
    if (!cookies.isEmpty()) {
      lines.add(
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ", "Cookie: ", "")));
    }
    return (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(20_000);
    return tls.isEmpty()
        ? socket
        : tls.get().getSocketFactory().createSocket(socket, "localhost", port, true);
  }

  private static Heard heard(String all) {
    int end = all.indexOf("\r\n\r\n");
    return new Heard(
        Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
  }
}
