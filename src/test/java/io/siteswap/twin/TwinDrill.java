package io.siteswap.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.XmlFormat;
import io.siteswap.twin.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.xml.stream.XMLStreamException;

/** A twin with a manual clock, and a client that talks to it as anybody would. */
final class TwinDrill implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final ManualClock clock;
  final Twin twin;
  private final HttpClient http = HttpClient.newHttpClient();
  private String token;

  private TwinDrill(ManualClock clock, Twin twin) {
    this.clock = clock;
    this.twin = twin;
    this.token = logIn();
  }

  static TwinDrill start() {
    return start(TwinOptions.defaults());
  }

  static TwinDrill start(TwinOptions options) {
    return start(options, new ManualClock());
  }

  static TwinDrill start(TwinOptions options, ManualClock clock) {
    return new TwinDrill(clock, Twin.start(options, clock));
  }

  static TwinDrill start(World world, ManualClock clock) {
    return new TwinDrill(clock, Twin.start(TwinOptions.defaults(), clock, world, Optional.empty()));
  }

  static TwinOptions keptIn(Path folder) {
    return TwinOptions.defaults().withData(folder);
  }

  /** What came back. */
  record Response(int status, String body, HttpResponse<String> raw) {
    Element xml() {
      try {
        return XmlFormat.parse(body);
      } catch (XMLStreamException broken) {
        throw new IllegalStateException("no XML: " + body, broken);
      }
    }

    JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    String fault() {
      Element root = xml();
      return root.at("fault/detail").or(() -> root.at("detail")).orElse("");
    }
  }

  private String logIn() {
    HttpRequest request =
        HttpRequest.newBuilder(twin.api().resolve("/ovirt-engine/sso/oauth/token"))
            .header("Accept", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=password&scope=ovirt-app-api"
                        + "&username=admin%40internal&password=admin"))
            .build();
    return send(request).json().path("access_token").asText();
  }

  Response send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Response(response.statusCode(), response.body(), response);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(twin.api() + path));
  }

  /** Sends with the token, and with a new one when a long simulated time ended the session. */
  Response authorized(HttpRequest.Builder request) {
    Response first = send(request.setHeader("Authorization", "Bearer " + token).build());
    if (first.status() != 401) {
      return first;
    }
    token = logIn();
    return send(request.setHeader("Authorization", "Bearer " + token).build());
  }

  /** Sends with the token there is, whatever has become of it. */
  Response withOldToken(String path) {
    return send(request(path).setHeader("Authorization", "Bearer " + token).build());
  }

  Response get(String path) {
    return authorized(request(path).header("Accept", "application/xml"));
  }

  Response call(String method, String path, String body) {
    return authorized(
        request(path)
            .header("Content-Type", "application/xml")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  Response act(String path) {
    return call("POST", path, "<action/>");
  }

  Response control(String method, String path, String json) {
    return send(
        HttpRequest.newBuilder(twin.api().resolve("/twin" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  Response fault(String json) {
    return control("POST", "/faults", json);
  }

  Element host(String name) {
    return get("/hosts?search=name%3D" + name).xml().child("host").orElseThrow();
  }

  String hostPath(String name) {
    return "/hosts/" + host(name).id().orElseThrow();
  }

  String status(String host) {
    return host(host).at("status").orElseThrow();
  }

  Element vm(String name) {
    return get("/vms?search=name%3D" + name).xml().child("vm").orElseThrow();
  }

  String vmPath(String name) {
    return "/vms/" + vm(name).id().orElseThrow();
  }

  String vmStatus(String name) {
    return vm(name).at("status").orElseThrow();
  }

  /** The name of the host a VM shows. */
  String whereIs(String vm) {
    return vm(vm)
        .child("host")
        .flatMap(Element::id)
        .map(id -> get("/hosts/" + id).xml().at("name").orElseThrow())
        .orElse("nowhere");
  }

  Element dataCentre() {
    return get("/datacenters").xml().child("data_center").orElseThrow();
  }

  String clusterPath() {
    return "/clusters/"
        + get("/clusters").xml().child("cluster").flatMap(Element::id).orElseThrow();
  }

  String group() {
    return clusterPath()
        + "/affinitygroups/"
        + get(clusterPath() + "/affinitygroups").xml().children().get(0).id().orElseThrow();
  }

  List<String> vmNames() {
    return get("/vms").xml().children().stream().map(vm -> vm.at("name").orElseThrow()).toList();
  }

  long events(int code) {
    return get("/events?search=type%3D" + code).xml().children().size();
  }

  Response deactivate(String host) {
    return act(hostPath(host) + "/deactivate");
  }

  Response activate(String host) {
    return act(hostPath(host) + "/activate");
  }

  TwinDrill after(Duration time) {
    clock.pass(time);
    return this;
  }

  /** Lets time pass second by second until something holds; answers how long that took. */
  Duration until(BooleanSupplier holds) {
    Duration waited = Duration.ZERO;
    while (!holds.getAsBoolean()) {
      if (waited.toSeconds() > 3600) {
        throw new IllegalStateException("It did not happen within an hour");
      }
      clock.pass(Duration.ofSeconds(1));
      waited = waited.plusSeconds(1);
    }
    return waited;
  }

  JsonNode statistics() {
    return control("GET", "/statistics", "").json();
  }

  int migrations() {
    int total = 0;
    for (JsonNode count : statistics().path("migrations")) {
      total += count.asInt();
    }
    return total;
  }

  @Override
  public void close() {
    twin.close();
  }
}
