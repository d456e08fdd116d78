package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.protocol.Sessions;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Permit;
import io.siteswap.twin.world.World;
import java.util.Arrays;
import java.util.List;

/** The account the twin knows, its one role, and what that role permits. */
final class Account {
  static final String ID = DefaultWorld.id("user", Sessions.USER);
  // The Manager's own id of the role SuperUser.
  private static final String ROLE = "00000000-0000-0000-0000-000000000001";
  private static final String PERMISSION = DefaultWorld.id("permission", Sessions.USER);
  private static final String POORER = "SiteswapOperator";

  private final World world;

  Account(World world) {
    this.world = world;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/users", call -> Reply.ok(new Element("users").add(user()))),
        Route.get("/users/{user}", call -> Reply.ok(checked(call, "user", ID, user()))),
        Route.get("/users/{user}/permissions", this::permissions),
        Route.get("/roles", call -> Reply.ok(new Element("roles").add(role(call, "permits")))),
        Route.get(
            "/roles/{role}",
            call -> Reply.ok(checked(call, "role", roleId(), role(call, "permits")))),
        Route.get(
            "/roles/{role}/permits", call -> Reply.ok(checked(call, "role", roleId(), permits()))));
  }

  /** The request is one for which this account lacks the permission. */
  static boolean isForbidden(World world, String method, String path) {
    return world.withheld.stream().anyMatch(permit -> permit.isNeededFor(method, path));
  }

  private static Element checked(Call call, String step, String id, Element element) {
    if (!call.id(step).equals(id)) {
      throw Refusal.notFound();
    }
    return element;
  }

  static Element reference(String name) {
    return Element.reference(name, href(), ID);
  }

  private static String href() {
    return Hrefs.BASE + "/users/" + ID;
  }

  private static Element user() {
    Element user =
        reference("user")
            .add("name", "admin")
            .add("namespace", "*")
            .add("principal", "admin")
            .add("user_name", EventLog.USER);
    return Hrefs.withLinks(user, href(), "permissions", "roles", "tags");
  }

  /** With something taken away the role is no longer the one that may do everything. */
  private String roleId() {
    return world.withheld.isEmpty() ? ROLE : DefaultWorld.id("role", POORER);
  }

  private Element role(Call call, String link) {
    String href = Hrefs.BASE + "/roles/" + roleId();
    Element role =
        Element.reference("role", href, roleId())
            .add("name", world.withheld.isEmpty() ? "SuperUser" : POORER)
            .add("administrative", "true")
            .add("mutable", String.valueOf(!world.withheld.isEmpty()));
    Hrefs.withLinks(role, href, "permits");
    return call.follows(link) ? role.add(permits()) : role;
  }

  private Element permits() {
    Element list = new Element("permits");
    Arrays.stream(Permit.values())
        .filter(permit -> !world.withheld.contains(permit))
        .forEach(permit -> list.add(show(permit)));
    return list;
  }

  private Element show(Permit permit) {
    String role = Hrefs.BASE + "/roles/" + roleId();
    String id = String.valueOf(permit.number);
    return Element.reference("permit", role + "/permits/" + id, id)
        .add("name", permit.word())
        .add("administrative", String.valueOf(permit.number >= 100))
        .add(Element.reference("role", role, roleId()));
  }

  private Reply permissions(Call call) {
    Element permission =
        Element.reference("permission", href() + "/permissions/" + PERMISSION, PERMISSION);
    boolean follows = call.follow().stream().anyMatch(link -> link.startsWith("role"));
    Element role = role(call, "role.permits");
    permission.add(
        follows ? role : Element.reference("role", role.attributes().get("href"), roleId()));
    permission.add(reference("user"));
    return Reply.ok(checked(call, "user", ID, new Element("permissions").add(permission)));
  }
}
