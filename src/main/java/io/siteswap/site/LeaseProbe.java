package io.siteswap.site;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer in JSON of what watches the leases on the storage: the time of a host's last renewal
 * stands at the pointer.
 *
 * @param url with {@code {host}} where the name of the host belongs, unless that is in the pointer
 * @param timeout of each host
 */
public record LeaseProbe(
    String url, String pointer, Duration timeout, Optional<String> authorization) {
  static final String HOST = "{host}";

  public Replication.Web web(String host) {
    return new Replication.Web(url(host), timeout, authorization);
  }

  public JsonPointer pointer(String host) {
    String escaped = host.replace("~", "~0").replace("/", "~1");
    return JsonPointer.compile(pointer.replace(HOST, escaped));
  }

  private URI url(String host) {
    String encoded = URLEncoder.encode(host, StandardCharsets.UTF_8).replace("+", "%20");
    return URI.create(url.replace(HOST, encoded));
  }

  /** Without what opens it: it must never reach a log. */
  @Override
  public String toString() {
    return url + " at " + pointer;
  }
}
