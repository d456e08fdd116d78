package io.siteswap.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The stretch clusters as they stand in the configuration, by their names.
 *
 * @param clusters {@code siteswap.clusters.<name>.*}
 */
@ConfigurationProperties("siteswap")
record ClusterProperties(@DefaultValue Map<String, Cluster> clusters) {

  record Cluster(
      Manager manager,
      String cluster,
      String leaseStorageDomain,
      SiteProperties primary,
      SiteProperties secondary,
      @DefaultValue("*") List<String> protectedVms,
      String dataCenter,
      @DefaultValue List<HostProperties> hosts,
      @DefaultValue List<PriorityProperties> vmPriorities,
      @DefaultValue List<AffinityProperties> affinity) {}

  record HostProperties(
      String name,
      String address,
      @DefaultValue("22") int sshPort,
      String password,
      PowerProperties powerManagement) {}

  record PowerProperties(
      String type,
      String address,
      String user,
      String password,
      @DefaultValue Map<String, String> options) {}

  record PriorityProperties(List<String> vms, int priority) {}

  record AffinityProperties(
      String group, String site, @DefaultValue List<String> vms, @DefaultValue List<String> tags) {}

  record Manager(
      String url,
      String user,
      String password,
      String caFile,
      @DefaultValue("false") boolean insecure) {}

  record SiteProperties(String name, List<String> hosts) {}

  StretchClusters checked() {
    return new StretchClusters(
        clusters.entrySet().stream()
            .map(entry -> check(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static StretchCluster check(String name, Cluster cluster) {
    String at = "siteswap.clusters." + name + ".";
    Site primary = site(at + "primary.", required(at + "primary", cluster.primary()));
    Site secondary = site(at + "secondary.", required(at + "secondary", cluster.secondary()));
    if (primary.name().equals(secondary.name())) {
      throw new WrongConfiguration(
          at + "secondary.name is '" + secondary.name() + "', as is the primary site",
          "Give the two sites different names.");
    }
    return new StretchCluster(
        name,
        access(at + "manager.", required(at + "manager", cluster.manager())),
        required(at + "cluster", cluster.cluster()),
        Optional.ofNullable(cluster.leaseStorageDomain()),
        primary,
        secondary,
        patterns(at + "protected-vms", cluster.protectedVms()),
        blueprint(at, cluster, List.of(primary, secondary)));
  }

  private static Blueprint blueprint(String at, Cluster cluster, List<Site> sites) {
    return new Blueprint(
        Optional.ofNullable(cluster.dataCenter()),
        each(at + "hosts", cluster.hosts(), (property, host) -> host(property, host, sites)),
        each(at + "vm-priorities", cluster.vmPriorities(), ClusterProperties::priority),
        each(
            at + "affinity",
            cluster.affinity(),
            (property, affinity) -> preference(property, affinity, sites)));
  }

  private static <P, T> List<T> each(
      String property, List<P> properties, BiFunction<String, P, T> reading) {
    return IntStream.range(0, properties.size())
        .mapToObj(i -> reading.apply(property + "[" + i + "].", properties.get(i)))
        .toList();
  }

  private static NewHost host(String at, HostProperties host, List<Site> sites) {
    String name = required(at + "name", host.name());
    if (sites.stream().filter(site -> site.holds(name)).count() != 1) {
      throw new WrongConfiguration(
          at + "name is '" + name + "', which does not stand at exactly one site",
          "Expected a name that matches either %s or %s."
              .formatted(sites.get(0).hosts(), sites.get(1).hosts()));
    }
    return new NewHost(
        name,
        required(at + "address", host.address()),
        host.sshPort(),
        Optional.ofNullable(host.password()),
        Optional.ofNullable(host.powerManagement())
            .map(power -> power(at + "power-management.", power)));
  }

  private static PowerManagement power(String at, PowerProperties power) {
    return new PowerManagement(
        required(at + "type", power.type()),
        required(at + "address", power.address()),
        required(at + "user", power.user()),
        required(at + "password", power.password()),
        power.options());
  }

  private static PriorityRule priority(String at, PriorityProperties rule) {
    try {
      return new PriorityRule(
          patterns(at + "vms", required(at + "vms", rule.vms())), rule.priority());
    } catch (IllegalArgumentException e) {
      throw new WrongConfiguration(at + "priority: " + e.getMessage(), "Correct it.");
    }
  }

  private static SitePreference preference(
      String at, AffinityProperties affinity, List<Site> sites) {
    String wanted = required(at + "site", affinity.site());
    Site preferred =
        sites.stream()
            .filter(site -> site.name().equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new WrongConfiguration(
                        at + "site is '" + wanted + "', which is none of the two sites",
                        "Expected " + sites.get(0).name() + " or " + sites.get(1).name() + "."));
    if (affinity.vms().isEmpty() && affinity.tags().isEmpty()) {
      throw missing(at + "vms");
    }
    return new SitePreference(
        required(at + "group", affinity.group()),
        preferred,
        patterns(at + "vms", affinity.vms()),
        affinity.tags());
  }

  private static ManagerAccess access(String at, Manager manager) {
    Optional<Path> caFile = Optional.ofNullable(manager.caFile()).map(Path::of);
    caFile
        .filter(file -> !Files.isReadable(file))
        .ifPresent(
            file -> {
              throw new WrongConfiguration(
                  at + "ca-file is '" + file + "', which cannot be read",
                  "Save the Manager's CA certificate (PEM) there; it is at"
                      + " /ovirt-engine/services/pki-resource?resource=ca-certificate&format=X509-PEM-CA.");
            });
    return new ManagerAccess(
        url(at + "url", required(at + "url", manager.url())),
        required(at + "user", manager.user()),
        required(at + "password", manager.password()),
        caFile,
        manager.insecure());
  }

  private static URI url(String property, String value) {
    try {
      URI url = new URI(value);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below, with the value
    }
    throw new WrongConfiguration(
        property + " is '" + value + "', which is no address of a Manager",
        "Expected e.g. https://manager.example.com/ovirt-engine/api");
  }

  private static Site site(String at, SiteProperties site) {
    List<String> hosts = required(at + "hosts", site.hosts());
    if (hosts.isEmpty()) {
      throw missing(at + "hosts");
    }
    try {
      return new Site(required(at + "name", site.name()), patterns(at + "hosts", hosts));
    } catch (IllegalArgumentException e) {
      throw new WrongConfiguration(at + "name: " + e.getMessage(), "Correct it.");
    }
  }

  private static List<NamePattern> patterns(String property, List<String> globs) {
    try {
      return globs.stream().map(NamePattern::new).toList();
    } catch (IllegalArgumentException e) {
      throw new WrongConfiguration(property + ": " + e.getMessage(), "Correct it.");
    }
  }

  private static <T> T required(String property, T value) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw missing(property);
    }
    return value;
  }

  private static WrongConfiguration missing(String property) {
    return new WrongConfiguration(
        property + " is missing", "Set it; the README shows a whole cluster.");
  }
}
