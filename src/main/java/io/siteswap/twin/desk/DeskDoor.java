package io.siteswap.twin.desk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.siteswap.twin.file.KeptFile;
import io.siteswap.twin.protocol.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo desk, at the port of the twin. */
public final class DeskDoor implements HttpHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskDoor.class);
  private static final int LARGEST = 8 << 20;

  private final DeskOptions options;
  private final Desk desk;
  private final DeskPage page;
  private final TableApi api;
  private Optional<Webhook> webhook = Optional.empty();

  private DeskDoor(DeskOptions options, Desk desk) {
    this.options = options;
    this.desk = desk;
    this.page = new DeskPage(desk);
    this.api = new TableApi(desk);
  }

  /** Opens the desk at that server. */
  public static DeskDoor open(HttpServer server, DeskOptions options, InstantSource clock) {
    Desk desk =
        new Desk(
            options.data().map(folder -> new KeptFile<>(folder.resolve("desk.json"), Book.class)),
            clock);
    DeskDoor door = new DeskDoor(options, desk);
    server.createContext(DeskPage.PATH, door);
    server.createContext(TableApi.BASE, door);
    return door;
  }

  /** From now on that Siteswap is told what changes, and what had changed before. */
  public synchronized void tell(URI siteswap) {
    close();
    page.linkTo(siteswap);
    Webhook teller =
        new Webhook(
            desk, siteswap.resolve("/api/tickets/demo"), options.header(), options.secret());
    teller.start();
    webhook = Optional.of(teller);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
      answer(exchange, body).send(exchange);
    }
  }

  private Reply answer(HttpExchange exchange, byte[] body) throws IOException {
    Request request = Request.of(exchange);
    boolean isApi = request.path().startsWith(TableApi.BASE);
    try {
      if (body.length > LARGEST) {
        throw new BadRequest(413, "the body has more than 8 MiB");
      }
      if (isApi) {
        return desk.read(book -> api.answer(request, body));
      }
      refuseOtherSites(request);
      Map<String, String> form = Request.form(new String(body, StandardCharsets.UTF_8));
      return desk.read(book -> page.answer(request, form));
    } catch (BadRequest bad) {
      return isApi
          ? TableApi.failure(bad.status(), bad.getMessage(), bad.getMessage())
          : page.page(bad.status(), bad.getMessage());
    } catch (RuntimeException unexpected) {
      LOG.error("{} {} failed", request.method(), request.path(), unexpected);
      return TableApi.failure(500, "Operation Failed", unexpected.toString());
    }
  }

  /** The page asks for no password, so that no page of anybody else may send its forms. */
  private static void refuseOtherSites(Request request) {
    Optional<String> origin = request.header("Origin");
    if (!request.isRead()
        && origin.isPresent()
        && !request.header("Host").equals(origin.map(DeskDoor::authority))) {
      throw new BadRequest(403, "sent by a page of " + origin.get());
    }
  }

  private static String authority(String origin) {
    return origin.matches("https?://[A-Za-z0-9.:\\[\\]-]+")
        ? URI.create(origin).getAuthority()
        : "";
  }

  @Override
  public synchronized void close() {
    webhook.ifPresent(Webhook::close);
  }
}
