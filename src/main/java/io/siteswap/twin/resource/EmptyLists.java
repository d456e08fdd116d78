package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lists that clients read in passing and that are empty here, and the links that lead to them. */
final class EmptyLists {
  private static final Map<String, String> TOP =
      Map.ofEntries(
          Map.entry("affinitylabels", "affinity_labels"),
          Map.entry("bookmarks", "bookmarks"),
          Map.entry("cpuprofiles", "cpu_profiles"),
          Map.entry("disks", "disks"),
          Map.entry("diskprofiles", "disk_profiles"),
          Map.entry("externalhostproviders", "external_host_providers"),
          Map.entry("groups", "groups"),
          Map.entry("instancetypes", "instance_types"),
          Map.entry("macpools", "mac_pools"),
          Map.entry("networkfilters", "network_filters"),
          Map.entry("openstackimageproviders", "openstack_image_providers"),
          Map.entry("openstacknetworkproviders", "openstack_network_providers"),
          Map.entry("openstackvolumeproviders", "openstack_volume_providers"),
          Map.entry("operatingsystems", "operating_systems"),
          Map.entry("permissions", "permissions"),
          Map.entry("storageconnections", "storage_connections"),
          Map.entry("vmpools", "vm_pools"),
          Map.entry("vnicprofiles", "vnic_profiles"));

  private static final Map<String, String> OF_HOST =
      Map.ofEntries(
          Map.entry("affinitylabels", "affinity_labels"),
          Map.entry("cpuunits", "host_cpu_units"),
          Map.entry("devices", "host_devices"),
          Map.entry(
              "externalnetworkproviderconfigurations", "external_network_provider_configurations"),
          Map.entry("hooks", "hooks"),
          Map.entry("katelloerrata", "katello_errata"),
          Map.entry("nics", "host_nics"),
          Map.entry("numanodes", "host_numa_nodes"),
          Map.entry("permissions", "permissions"),
          Map.entry("statistics", "statistics"),
          Map.entry("storage", "host_storages"),
          Map.entry("storageconnectionextensions", "storage_connection_extensions"),
          Map.entry("unmanagednetworks", "unmanaged_networks"));

  private static final Map<String, String> OF_VM =
      Map.ofEntries(
          Map.entry("affinitylabels", "affinity_labels"),
          Map.entry("applications", "applications"),
          Map.entry("backups", "backups"),
          Map.entry("cdroms", "cdroms"),
          Map.entry("checkpoints", "checkpoints"),
          Map.entry("diskattachments", "disk_attachments"),
          Map.entry("graphicsconsoles", "graphics_consoles"),
          Map.entry("hostdevices", "host_devices"),
          Map.entry("katelloerrata", "katello_errata"),
          Map.entry("mediateddevices", "vm_mediated_devices"),
          Map.entry("nics", "nics"),
          Map.entry("numanodes", "vm_numa_nodes"),
          Map.entry("permissions", "permissions"),
          Map.entry("reporteddevices", "reported_devices"),
          Map.entry("sessions", "sessions"),
          Map.entry("snapshots", "snapshots"),
          Map.entry("statistics", "statistics"),
          Map.entry("watchdogs", "watchdogs"));

  private static final Map<String, String> OF_CLUSTER =
      Map.of(
          "cpuprofiles", "cpu_profiles",
          "enabledfeatures", "cluster_features",
          "externalnetworkproviders", "external_providers",
          "glusterhooks", "gluster_hooks",
          "glustervolumes", "gluster_volumes",
          "networkfilters", "network_filters",
          "permissions", "permissions");

  private static final Map<String, String> OF_DATA_CENTRE =
      Map.of(
          "iscsibonds", "iscsi_bonds",
          "permissions", "permissions",
          "qoss", "qoss",
          "quotas", "quotas");

  private static final Map<String, String> OF_DOMAIN =
      Map.of(
          "diskprofiles", "disk_profiles",
          "disks", "disks",
          "disksnapshots", "disk_snapshots",
          "files", "files",
          "permissions", "permissions",
          "storageconnections", "storage_connections",
          "templates", "templates",
          "vms", "vms");

  static final Set<String> LINKS_OF_HOST = links(OF_HOST, "agents", "storages");
  static final Set<String> LINKS_OF_VM =
      links(
          OF_VM,
          "cpu_profile",
          "floppies",
          "instance_type",
          "original_template",
          "quota",
          "template",
          "vm_pool",
          "numa_nodes");
  static final Set<String> LINKS_OF_CLUSTER =
      links(OF_CLUSTER, "enabled_features", "mac_pool", "management_network", "scheduling_policy");
  static final Set<String> LINKS_OF_DATA_CENTRE = links(OF_DATA_CENTRE, "mac_pool");

  private final World world;

  EmptyLists(World world) {
    this.world = world;
  }

  private static Set<String> links(Map<String, String> lists, String... more) {
    Set<String> links = new TreeSet<>(lists.values());
    links.addAll(List.of(more));
    links.add("numa_nodes");
    return links;
  }

  /** Follows a link that leads to nothing here; one that no Manager has makes it stumble. */
  static void follow(Element element, Set<String> known, String link) {
    String head = link.replaceAll("\\..*", "");
    if (!known.contains(head)) {
      throw Refusal.page(500, "ERROR");
    }
    if (element.child(head).isEmpty()) {
      element.add(new Element(head));
    }
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    add(routes, "", TOP);
    add(routes, "/hosts/{host}", OF_HOST);
    add(routes, "/vms/{vm}", OF_VM);
    add(routes, "/clusters/{cluster}", OF_CLUSTER);
    add(routes, "/datacenters/{dc}", OF_DATA_CENTRE);
    add(routes, "/datacenters/{dc}/storagedomains/{sd}", OF_DOMAIN);
    add(routes, "/storagedomains/{sd}", OF_DOMAIN);
    routes.add(Route.get("/domains", call -> Reply.ok(new Element("domains").add(userDomain()))));
    routes.add(Route.get("/templates", this::templates));
    routes.add(
        Route.get(
            "/templates/{template}",
            call -> {
              check(call.id("template").equals(BLANK));
              return Reply.ok(blank());
            }));
    return routes;
  }

  private void add(List<Route> routes, String parent, Map<String, String> lists) {
    new TreeMap<>(lists)
        .forEach(
            (step, root) ->
                routes.add(Route.get(parent + "/" + step, call -> nothing(call, root))));
  }

  private Reply nothing(Call call, String root) {
    check(call.id("host") == null || world.host(call.id("host")).isPresent());
    check(call.id("vm") == null || world.vm(call.id("vm")).isPresent());
    check(call.id("cluster") == null || world.cluster.equals(call.id("cluster")));
    check(call.id("dc") == null || world.dataCentre.id.equals(call.id("dc")));
    check(call.id("sd") == null || world.domain(call.id("sd")).isPresent());
    return Reply.ok(new Element(root));
  }

  private static void check(boolean there) {
    if (!there) {
      throw Refusal.notFound();
    }
  }

  private static final String BLANK = "00000000-0000-0000-0000-000000000000";

  private static Element userDomain() {
    String id = "696e7465-726e-616c-2d61-7574687a0000";
    return Element.reference("domain", "/ovirt-engine/api/domains/" + id, id)
        .add("name", "internal-authz");
  }

  private Reply templates(Call call) {
    Element list = new Element("templates");
    call.select(List.of(BLANK), EmptyLists::templateFields).forEach(id -> list.add(blank()));
    return Reply.ok(list);
  }

  private static Optional<List<String>> templateFields(String id, String field) {
    return switch (field) {
      case "name" -> Optional.of(List.of("Blank"));
      case "id" -> Optional.of(List.of(id));
      case "cluster", "datacenter" -> Optional.of(List.of());
      default -> Optional.empty();
    };
  }

  private static Element blank() {
    return Element.reference("template", "/ovirt-engine/api/templates/" + BLANK, BLANK)
        .add("name", "Blank")
        .add("description", "Blank template")
        .add("status", "ok");
  }
}
