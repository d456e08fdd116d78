package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Media;
import io.siteswap.twin.protocol.Request;
import java.io.IOException;
import java.util.Optional;

/** Reads the body a route wants, and refuses what the Manager refuses unread. */
final class Bodies {
  private static final Element NONE = new Element("");

  private Bodies() {}

  static Element read(Request request, Route route) {
    if (route.root().isEmpty()) {
      return NONE;
    }
    Media media = Media.ofContent(request.header("Content-Type")).orElseThrow(Bodies::unsupported);
    Element body = parse(request, route, media);
    if (!body.name().equals(route.root().get())) {
      throw Refusal.page(500, "argument type mismatch");
    }
    if (KnownElements.unknownIn(body).isPresent()) {
      throw unreadable(request, route.manual());
    }
    return body;
  }

  private static Element parse(Request request, Route route, Media media) {
    String root = route.root().orElseThrow();
    try {
      return media.parse(root, request.body());
    } catch (IOException broken) {
      throw unreadable(request, route.manual());
    }
  }

  private static Refusal unsupported() {
    return Refusal.page(415, "");
  }

  static Refusal unreadable(Request request, String manual) {
    String manager = "http://" + Optional.ofNullable(request.headers().get("Host")).orElse("");
    return Refusal.input(
        400,
        "Request syntactically incorrect.",
        "For correct usage, see: " + manager + "/ovirt-engine/apidoc#" + manual);
  }
}
