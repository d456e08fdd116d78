package io.siteswap.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      @DefaultValue("*") List<String> protectedVms) {}

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
    StretchCluster checked =
        new StretchCluster(
            name,
            access(at + "manager.", required(at + "manager", cluster.manager())),
            required(at + "cluster", cluster.cluster()),
            Optional.ofNullable(cluster.leaseStorageDomain()),
            site(at + "primary.", required(at + "primary", cluster.primary())),
            site(at + "secondary.", required(at + "secondary", cluster.secondary())),
            patterns(at + "protected-vms", cluster.protectedVms()));
    if (checked.primary().name().equals(checked.secondary().name())) {
      throw new WrongConfiguration(
          at + "secondary.name is '" + checked.secondary().name() + "', as is the primary site",
          "Give the two sites different names.");
    }
    return checked;
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
