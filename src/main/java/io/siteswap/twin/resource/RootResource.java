package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.ImageTransfer;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.util.List;
import org.ovirt.api.metamodel.runtime.xml.XmlWriter;
import org.ovirt.engine.sdk4.types.VmStatus;

/** The root of the API, and the lists that hang on it without belonging to anything else. */
final class RootResource {
  private static final String VERSION = "4.5.7-1.el9";
  private static final List<String> MORE =
      List.of(
          "imagetransfers",
          "roles",
          "schedulingpolicies",
          "schedulingpolicyunits",
          "tags",
          "users");
  private static final List<String> SEARCHED =
      List.of("clusters", "datacenters", "hosts", "networks", "storagedomains", "vms");

  private final World world;

  RootResource(Simulation sim) {
    this.world = sim.world;
  }

  List<Route> routes() {
    return List.of(Route.get("/", this::root), Route.get("/imagetransfers", this::imageTransfers));
  }

  private Reply root(Call call) {
    Element api = new Element("api");
    for (String list : SEARCHED) {
      api.add(Element.link(Hrefs.BASE + "/" + list, list));
      api.add(Element.link(Hrefs.BASE + "/" + list + "?search={query}", list + "/search"));
    }
    api.add(Element.link(Hrefs.BASE + "/events", "events"));
    api.add(Element.link(Hrefs.BASE + "/jobs", "jobs"));
    for (String list : MORE) {
      api.add(Element.link(Hrefs.BASE + "/" + list, list));
    }
    api.add(product());
    api.add(summary());
    api.add("time", XmlWriter.renderDate(VmView.date(world.now)));
    api.add(Account.reference("authenticated_user"));
    return Reply.ok(api.add(Account.reference("effective_user")));
  }

  private Reply imageTransfers(Call call) {
    Element list = new Element("image_transfers");
    world.imageTransfers.values().forEach(transfer -> list.add(show(transfer)));
    return Reply.ok(list);
  }

  private static Element show(ImageTransfer transfer) {
    String id = transfer.id();
    String disk = DefaultWorld.id("disk", transfer.vm());
    return Element.reference("image_transfer", Hrefs.BASE + "/imagetransfers/" + id, id)
        .add("active", "true")
        .add("direction", "upload")
        .add("phase", "transferring")
        .add(Element.reference("disk", Hrefs.BASE + "/disks/" + disk, disk))
        .add(Element.reference("host", Hrefs.host(transfer.host()), transfer.host()));
  }

  private Element product() {
    Element version =
        new Element("version")
            .add("build", "7")
            .add("full_version", VERSION)
            .add("major", "4")
            .add("minor", "5")
            .add("revision", "0");
    return new Element("product_info")
        .add("instance_id", world.instance)
        .add("name", "oVirt Engine")
        .add("vendor", "ovirt.org")
        .add(version);
  }

  private Element summary() {
    long up = world.hosts.values().stream().filter(TwinHost::isUp).count();
    long running = world.vms.values().stream().filter(vm -> vm.status != VmStatus.DOWN).count();
    long active =
        world.dataCentre.isUp()
            ? world.domains.stream().filter(domain -> !domain.inactive()).count()
            : 0;
    return new Element("summary")
        .add(count("hosts", up, world.hosts.size()))
        .add(count("storage_domains", active, world.domains.size()))
        .add(count("users", 1, 1))
        .add(count("vms", running, world.vms.size()));
  }

  private static Element count(String what, long active, long total) {
    return new Element(what)
        .add("active", String.valueOf(active))
        .add("total", String.valueOf(total));
  }
}
