package io.siteswap.recovery;

import io.siteswap.readiness.SideBySide;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether hosts answer from here. Who refuses a connection runs as well: a kernel has answered, or
 * a firewall on the way, and then it is better to be careful.
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

  /** A name may have several addresses; one that answers is enough. */
  private record Known(String address, List<InetAddress> at, String whyNot) {}

  /** A port, or a ping. */
  private record Door(InetAddress at, int port) {}

  /** By address; each as patient as told, all at once. */
  Map<String, ProbeResult> ask(List<String> addresses) {
    List<Known> known = known(addresses.stream().distinct().toList());
    List<Door> doors =
        known.stream().flatMap(k -> k.at().stream()).distinct().flatMap(this::doors).toList();
    List<ProbeResult> answers =
        SideBySide.ask(
            doors, this::knock, door -> silent(door, "no answer"), AT_ONCE, within(doors));
    return known.stream()
        .collect(Collectors.toMap(Known::address, k -> statement(k, doors, answers)));
  }

  private Duration within(List<?> questions) {
    // A ping without the right to send one takes as long as a connection; then some to spare.
    return patience.multipliedBy(1L + questions.size() / AT_ONCE).plus(patience);
  }

  private List<Known> known(List<String> addresses) {
    return SideBySide.ask(
        addresses,
        NetworkProbe::lookUp,
        address -> new Known(address, List.of(), "no answer of the name service"),
        AT_ONCE,
        patience.multipliedBy(1L + addresses.size() / AT_ONCE));
  }

  private static Known lookUp(String address) {
    if (address.isBlank()) {
      return new Known(address, List.of(), "the Manager tells no address");
    }
    try {
      return new Known(address, List.of(InetAddress.getAllByName(address)), "");
    } catch (UnknownHostException e) {
      return new Known(address, List.of(), "the address is not known here");
    }
  }

  private Stream<Door> doors(InetAddress at) {
    return IntStream.concat(IntStream.of(PING), ports.stream().mapToInt(port -> port))
        .mapToObj(port -> new Door(at, port));
  }

  private ProbeResult knock(Door door) {
    return door.port() == PING ? ping(door) : connect(door);
  }

  private ProbeResult ping(Door door) {
    try {
      return ping.isAnswered(door.at(), millis())
          ? ProbeResult.alive("it answers a ping")
          : silent(door, "no answer");
    } catch (IOException e) {
      return silent(door, e.getMessage());
    }
  }

  private ProbeResult connect(Door door) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(door.at(), door.port()), millis());
      return ProbeResult.alive("port %d is open".formatted(door.port()));
    } catch (SocketTimeoutException e) {
      return silent(door, "no answer");
    } catch (ConnectException e) {
      return isRefused(e)
          ? ProbeResult.alive("port %d refuses, so something answers there".formatted(door.port()))
          : silent(door, e.getMessage());
    } catch (IOException e) {
      return silent(door, e.getMessage());
    }
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

  private static ProbeResult statement(Known known, List<Door> doors, List<ProbeResult> answers) {
    if (known.at().isEmpty()) {
      return ProbeResult.neither("%s: %s".formatted(known.address(), known.whyNot()).strip());
    }
    List<ProbeResult> mine = new ArrayList<>();
    for (int at = 0; at < doors.size(); at++) {
      if (known.at().contains(doors.get(at).at())) {
        mine.add(answers.get(at));
      }
    }
    List<ProbeResult> alive = mine.stream().filter(ProbeResult::isAlive).toList();
    String description =
        (alive.isEmpty() ? mine : alive)
            .stream().map(ProbeResult::description).distinct().collect(Collectors.joining("; "));
    String all = "%s: %s".formatted(known.address(), description);
    return alive.isEmpty() ? ProbeResult.neither(all) : ProbeResult.alive(all);
  }
}
