package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.TwinAgent;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The power switches of hosts over REST. */
final class FenceAgents {
  private static final String BASE = "/hosts/{host}/fenceagents";
  private static final Set<String> TYPES =
      Set.of(
          "apc",
          "apc_snmp",
          "bladecenter",
          "cisco_ucs",
          "drac5",
          "drac7",
          "eps",
          "hpblade",
          "ilo",
          "ilo2",
          "ilo3",
          "ilo4",
          "ilo_ssh",
          "ipmilan",
          "redfish",
          "rsa",
          "rsb",
          "wti");

  private final World world;

  FenceAgents(World world) {
    this.world = world;
  }

  List<Route> routes() {
    return List.of(
        Route.get(BASE, call -> Reply.ok(list(host(call)))),
        Route.post(BASE, "agent", this::add),
        Route.get(BASE + "/{agent}", call -> Reply.ok(show(host(call), agent(call)))),
        Route.delete(BASE + "/{agent}", this::remove));
  }

  private TwinHost host(Call call) {
    return world.host(call.id("host")).orElseThrow(Refusal::notFound);
  }

  private TwinAgent agent(Call call) {
    return host(call).agents.stream()
        .filter(agent -> agent.id().equals(call.id("agent")))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  static Element list(TwinHost host) {
    Element list = new Element("agents");
    host.agents.forEach(agent -> list.add(show(host, agent)));
    return list;
  }

  private static Element show(TwinHost host, TwinAgent agent) {
    String href = Hrefs.host(host.id) + "/fenceagents/" + agent.id();
    return Element.reference("agent", href, agent.id())
        .add("address", agent.address())
        .add("encrypt_options", String.valueOf(agent.encrypted()))
        .add("order", String.valueOf(agent.order()))
        .add("type", agent.type())
        .add("username", agent.username())
        .add(Element.reference("host", Hrefs.host(host.id), host.id));
  }

  private Reply add(Call call) {
    TwinHost host = host(call);
    for (String field : List.of("address", "order", "password", "type", "username")) {
      if (call.body().at(field).isEmpty()) {
        throw Refusal.missing("agent." + field);
      }
    }
    TwinAgent agent = parse(call.body(), "Cannot add Fence Agent. ");
    host.agents.add(agent);
    return Reply.created(show(host, agent));
  }

  static TwinAgent parse(Element body, String action) {
    String type = body.at("type").orElse("");
    if (!TYPES.contains(type)) {
      throw Refusal.conflict(action + "Selected Power Management Agent is not supported.");
    }
    return new TwinAgent(
        UUID.randomUUID().toString(),
        body.at("address").orElse(""),
        type,
        body.at("username").orElse(""),
        body.at("order").filter(text -> text.matches("\\d{1,6}")).map(Integer::valueOf).orElse(1),
        body.at("encrypt_options").filter("true"::equals).isPresent());
  }

  private Reply remove(Call call) {
    TwinHost host = host(call);
    TwinAgent agent = agent(call);
    if (host.power.enabled() && host.agents.size() == 1) {
      throw Refusal.conflict(
          "Cannot Remove last Fence-Agent when Power Management is enabled for the Host.");
    }
    host.agents.remove(agent);
    return Reply.ok(Reply.complete());
  }
}
