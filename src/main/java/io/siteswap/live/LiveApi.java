package io.siteswap.live;

import io.siteswap.people.StillWelcome;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The live picture of a cluster as server-sent events. */
@RestController
class LiveApi {
  private final StretchClusters clusters;
  private final Live live;
  private final LiveProperties properties;
  private final StillWelcome welcome;
  private final InstantSource clock;
  private final ObjectProvider<LiveKeeper> keeper;

  LiveApi(
      StretchClusters clusters,
      Live live,
      LiveProperties properties,
      StillWelcome welcome,
      InstantSource clock,
      ObjectProvider<LiveKeeper> keeper) {
    this.clusters = clusters;
    this.live = live;
    this.properties = properties;
    this.welcome = welcome;
    this.clock = clock;
    this.keeper = keeper;
  }

  /** Does not return an answer: it goes on as long as somebody reads it. */
  @GetMapping("/api/clusters/{name}/live")
  void live(
      @PathVariable String name,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    StretchCluster cluster = named(name);
    refuseTooMany();
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // Some proxies would collect what they pass on.
    response.setHeader("X-Accel-Buffering", "no");
    if (request.getMethod().equals("GET")) {
      watch(cluster, lastEventId, request, response);
    }
  }

  private void watch(
      StretchCluster cluster,
      String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Feed feed = live.feed(cluster);
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    Viewer viewer =
        new Viewer(
            feed,
            context,
            response.getOutputStream(),
            feed.known(lastEventId),
            welcome.of(request),
            clock);
    feed.viewers().add(viewer);
    context.addListener(viewer);
    response.getOutputStream().setWriteListener(viewer);
    keeper.ifAvailable(keeping -> keeping.showSoon(cluster));
  }

  private StretchCluster named(String name) {
    return clusters.all().stream()
        .filter(cluster -> cluster.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "'" + name + "' is no cluster: the list of clusters has all there are"));
  }

  private void refuseTooMany() {
    if (live.viewers() >= properties.viewers()) {
      throw new ResponseStatusException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "%d watch already, which is as many as siteswap.live.viewers allows"
              .formatted(live.viewers()));
    }
  }
}
