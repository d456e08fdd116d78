package io.siteswap.site;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Leads people from elsewhere, as from a ticket or a mail, to the pages of this Siteswap. */
@Component
public class Links {
  private final String address;

  public Links(@Value("${siteswap.link:http://localhost:${server.port:8080}}") String address) {
    this.address = address.replaceAll("/+$", "");
  }

  /** A path begins with a slash. */
  public String to(String path) {
    return address + path;
  }

  public String toRun(String id) {
    return to("/runs/" + id);
  }
}
