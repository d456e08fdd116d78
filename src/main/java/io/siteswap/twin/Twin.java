package io.siteswap.twin;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.siteswap.twin.behaviour.WorldKeeper;
import io.siteswap.twin.control.Control;
import io.siteswap.twin.desk.DeskDoor;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.protocol.Sessions;
import io.siteswap.twin.protocol.SignOn;
import io.siteswap.twin.protocol.Statistics;
import io.siteswap.twin.resource.ManagerApi;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.World;
import io.siteswap.twin.world.WorldFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A simulated oVirt Manager on a port of its own, speaking the genuine REST protocol. */
public final class Twin implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final WorldKeeper keeper;
  private final String scheme;
  private final Optional<DeskDoor> desk;

  private Twin(
      HttpServer server,
      ExecutorService threads,
      WorldKeeper keeper,
      String scheme,
      Optional<DeskDoor> desk) {
    this.server = server;
    this.threads = threads;
    this.keeper = keeper;
    this.scheme = scheme;
    this.desk = desk;
  }

  /** Starts a twin; its world is the one of the data folder, or a fresh one. */
  public static Twin start(TwinOptions options, InstantSource clock) {
    Optional<WorldFile> file = options.data().map(WorldFile::new);
    World world = file.flatMap(WorldFile::load).orElseGet(() -> fresh(options, clock));
    return start(options, clock, world, file);
  }

  private static World fresh(TwinOptions options, InstantSource clock) {
    return DefaultWorld.of(
        options.world(), options.hostsPerSite(), options.vms(), options.speed(), clock.instant());
  }

  static Twin start(
      TwinOptions options, InstantSource clock, World world, Optional<WorldFile> file) {
    WorldKeeper keeper = new WorldKeeper(world, clock, file);
    Sessions sessions = new Sessions(keeper::time);
    Statistics statistics = new Statistics();
    FrontDoor door =
        new FrontDoor(
            new ManagerApi(keeper, sessions, statistics),
            new SignOn(sessions, clock),
            new Control(keeper, sessions, statistics),
            keeper,
            statistics);
    ExecutorService threads = Executors.newCachedThreadPool(Twin::thread);
    HttpServer server = server(options);
    server.createContext("/", door);
    Optional<DeskDoor> desk = options.desk().map(wanted -> DeskDoor.open(server, wanted, clock));
    server.setExecutor(threads);
    server.start();
    return new Twin(server, threads, keeper, options.tls().isPresent() ? "https" : "http", desk);
  }

  /** The desk beside it, where there is one, tells that Siteswap what becomes of its changes. */
  public void tell(URI siteswap) {
    desk.ifPresent(door -> door.tell(siteswap));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "twin");
    thread.setDaemon(true);
    return thread;
  }

  private static HttpServer server(TwinOptions options) {
    // Without it every small answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetSocketAddress address = new InetSocketAddress(options.address(), options.port());
      if (options.tls().isEmpty()) {
        return HttpServer.create(address, 0);
      }
      HttpsServer server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(options.tls().get()));
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "The twin cannot listen on " + options.address() + ":" + options.port(), failed);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Where the REST API is, as seen from this machine. */
  public URI api() {
    InetAddress at = server.getAddress().getAddress();
    String host = at.isAnyLocalAddress() ? TwinOptions.LOOPBACK : at.getHostAddress();
    return URI.create(scheme + "://" + host + ":" + port() + Hrefs.BASE);
  }

  @Override
  public void close() {
    desk.ifPresent(DeskDoor::close);
    server.stop(0);
    threads.shutdownNow();
    keeper.close();
  }
}
