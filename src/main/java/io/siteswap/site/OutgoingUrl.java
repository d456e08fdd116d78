package io.siteswap.site;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Judges addresses of the configuration that Siteswap sends something to.
 *
 * @param what it is the address of, as in "an address of a desk"
 * @param example a good one
 */
public record OutgoingUrl(String what, String example) {
  /**
   * Throws {@link WrongConfiguration}, which never has the address in it unless that is no secret.
   */
  public void check(String property, String value, boolean allowHttp) {
    if (value == null || value.isBlank()) {
      throw new WrongConfiguration(property + " is missing", "Expected e.g. " + example + ".");
    }
    URI url = url(property, value);
    if (url.getScheme().equals("http") && !allowHttp && !isThisMachine(url.getHost())) {
      throw new WrongConfiguration(
          property + " is without TLS: everybody on the way reads it",
          "Expected https, or allow-http: true.");
    }
  }

  private URI url(String property, String value) {
    try {
      URI url = new URI(value);
      if (url.getHost() != null
          && url.getUserInfo() == null
          && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new WrongConfiguration(property + " is not " + what, "Expected e.g. " + example + ".");
  }

  /** By its address, not by a name service: a name that is not known here is another machine. */
  public static boolean isThisMachine(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]")
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
