package io.siteswap.recovery;

import io.siteswap.readiness.probe.SideBySide;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether hosts answer from here. A host is alive when it says what only it can say; a ping, an
 * open port and a refusal are hints: a gateway answers and resets in the name of hosts that are
 * gone.
 */
class NetworkProbe {
  private static final int AT_ONCE = 64;
  private static final int PING = 0;

  private final List<Integer> ports;
  private final Duration patience;
  private final Ping ping;

  NetworkProbe(List<Integer> ports, Duration patience) {
    this(ports, patience, InetAddress::isReachable);
  }

  NetworkProbe(List<Integer> ports, Duration patience, Ping ping) {
    this.ports = ports;
    this.patience = patience;
    this.ping = ping;
  }

  /** Every address of one's own machine answers, so a drill of silence brings its own. */
  interface Ping {
    boolean isAnswered(InetAddress by, int withinMillis) throws IOException;
  }

  /**
   * A host that is asked.
   *
   * @param names to which its certificate may be made out
   * @param hostKey the fingerprint of its ssh key, where the Manager knows it
   */
  record Target(String address, Set<String> names, Optional<String> hostKey) {}

  /** A name may have several addresses; one that answers is enough. */
  private record Known(Target target, List<InetAddress> at, String whyNot) {}

  /** A port, or a ping. */
  private record Door(Target target, InetAddress at, int port) {}

  /** In the order of the targets; each as patient as told, all at once. */
  List<ProbeResult> ask(List<Target> targets) {
    List<Known> known = known(targets);
    List<List<Door>> doors = known.stream().map(this::doors).toList();
    List<Door> all = doors.stream().flatMap(List::stream).toList();
    List<ProbeResult> answers =
        SideBySide.ask(all, this::knock, door -> silent(door, "no answer"), AT_ONCE, within(all));
    int from = 0;
    List<ProbeResult> said = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      int to = from + doors.get(i).size();
      said.add(together(known.get(i), answers.subList(from, to)));
      from = to;
    }
    return said;
  }

  private Duration within(List<?> questions) {
    // A connection, then a certificate, then a host key; and some to spare.
    return patience.multipliedBy(3L * (1L + questions.size() / AT_ONCE)).plus(patience);
  }

  private List<Known> known(List<Target> targets) {
    return SideBySide.ask(
        targets,
        NetworkProbe::lookUp,
        target -> new Known(target, List.of(), "no answer of the name service"),
        AT_ONCE,
        patience.multipliedBy(1L + targets.size() / AT_ONCE));
  }

  private static Known lookUp(Target target) {
    if (target.address().isBlank()) {
      return new Known(target, List.of(), "the Manager tells no address");
    }
    try {
      return new Known(target, List.of(InetAddress.getAllByName(target.address())), "");
    } catch (UnknownHostException e) {
      return new Known(target, List.of(), "the address is not known here");
    }
  }

  private List<Door> doors(Known known) {
    return known.at().stream()
        .flatMap(
            at ->
                IntStream.concat(IntStream.of(PING), ports.stream().mapToInt(port -> port))
                    .mapToObj(port -> new Door(known.target(), at, port)))
        .toList();
  }

  private ProbeResult knock(Door door) {
    return door.port() == PING ? ping(door) : connect(door);
  }

  private ProbeResult ping(Door door) {
    try {
      return ping.isAnswered(door.at(), millis())
          ? ProbeResult.hint("something answers a ping")
          : silent(door, "no answer");
    } catch (IOException e) {
      return silent(door, e.getMessage());
    }
  }

  private ProbeResult connect(Door door) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(door.at(), door.port()), millis());
    } catch (SocketTimeoutException e) {
      return silent(door, "no answer");
    } catch (ConnectException e) {
      return isRefused(e)
          ? ProbeResult.hint("port %d refuses".formatted(door.port()))
          : silent(door, e.getMessage());
    } catch (IOException e) {
      return silent(door, e.getMessage());
    }
    return who(door);
  }

  /** Who it is that has opened the port. */
  private ProbeResult who(Door door) {
    Optional<X509Certificate> certificate =
        ProofOfLife.certificate(door.at(), door.port(), patience);
    if (certificate.isPresent()) {
      return shown(
          door,
          ProofOfLife.names(certificate.get(), door.target().names()),
          "the certificate of " + certificate.get().getSubjectX500Principal().getName());
    }
    return ProofOfLife.hostKey(door.at(), door.port(), patience)
        .map(
            key ->
                shown(
                    door, door.target().hostKey().equals(Optional.of(key)), "the host key " + key))
        .orElseGet(() -> ProbeResult.hint("port %d is open".formatted(door.port())));
  }

  private static ProbeResult shown(Door door, boolean isItsOwn, String what) {
    return isItsOwn
        ? ProbeResult.alive("port %d shows %s".formatted(door.port(), what))
        : ProbeResult.hint(
            "port %d shows %s, which the Manager does not know as this host's"
                .formatted(door.port(), what));
  }

  /** A connection that timed out is the same exception, and known by its words only. */
  private static boolean isRefused(ConnectException e) {
    return String.valueOf(e.getMessage()).contains("refused");
  }

  private int millis() {
    return (int) patience.toMillis();
  }

  private static ProbeResult silent(Door door, String why) {
    String what = door.port() == PING ? "ping" : "port " + door.port();
    return ProbeResult.neither("%s: %s".formatted(what, why));
  }

  /** The strongest that one of its doors says. */
  private static ProbeResult together(Known known, List<ProbeResult> answers) {
    String address = known.target().address();
    if (answers.isEmpty()) {
      return ProbeResult.unknown("%s: %s".formatted(address, known.whyNot()).strip());
    }
    ProbeResult.Sign strongest =
        answers.stream().map(ProbeResult::sign).min(Enum::compareTo).orElseThrow();
    return new ProbeResult(
        strongest,
        answers.stream()
            .filter(answer -> answer.is(strongest))
            .map(ProbeResult::description)
            .distinct()
            .collect(Collectors.joining("; ", address + ": ", "")));
  }
}
