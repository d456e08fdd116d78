package io.siteswap.manager;

import io.siteswap.manager.inventory.Host;
import io.siteswap.site.ConfigurationCheck;
import io.siteswap.site.NewHost;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import io.siteswap.site.WrongConfiguration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Holds the configuration against the Manager when Siteswap starts. What can only be our mistake
 * ends the start; a Manager that does not answer is a matter of health.
 */
@Component
class SiteMapCheck implements ConfigurationCheck {
  private static final Logger log = LoggerFactory.getLogger(SiteMapCheck.class);

  private final StretchClusters clusters;
  private final Managers managers;

  SiteMapCheck(StretchClusters clusters, Managers managers) {
    this.clusters = clusters;
    this.managers = managers;
  }

  @Override
  public void check() {
    clusters.all().forEach(this::check);
  }

  private void check(StretchCluster cluster) {
    String at = "siteswap.clusters." + cluster.name() + ".";
    try {
      List<String> hosts =
          Stream.concat(
                  managers.inventory(cluster).clusterHosts().stream().map(Host::name),
                  cluster.blueprint().hosts().stream().map(NewHost::name))
              .distinct()
              .toList();
      hosts.forEach(host -> refuseBothSites(at, cluster, host));
      refuseEmpty(at + "primary.hosts", cluster.primary(), hosts);
      refuseEmpty(at + "secondary.hosts", cluster.secondary(), hosts);
      refuseSecondName(cluster);
    } catch (UnknownCluster e) {
      throw new WrongConfiguration(
          at + "cluster is '" + cluster.managerName() + "': " + e.getMessage(),
          "Expected the name of a cluster as the Manager at "
              + cluster.manager()
              + " shows it; set data-center as well to have it made by a deployment.");
    } catch (ManagerUnreachable | ManagerRefused e) {
      refuseUntrusted(at, cluster, e);
      log.warn("Cluster {}: {}; runs wait until it answers", cluster.name(), e.getMessage());
    }
  }

  /** Two runs on one cluster would each undo what the other does. */
  private void refuseSecondName(StretchCluster cluster) {
    for (String name : managers.alsoCalled(cluster)) {
      StretchCluster other = clusters.named(name);
      throw new WrongConfiguration(
          "siteswap.clusters.%s and siteswap.clusters.%s are one and the same: cluster '%s' of the"
                  .formatted(other.name(), cluster.name(), cluster.managerName())
              + " Manager that answers at %s and at %s"
                  .formatted(other.manager().url(), cluster.manager().url()),
          "Configure each cluster once: remove one of the two names.");
    }
  }

  private static void refuseBothSites(String at, StretchCluster cluster, String host) {
    if (cluster.primary().holds(host) && cluster.secondary().holds(host)) {
      throw new WrongConfiguration(
          "host '%s' matches both %sprimary.hosts %s and %ssecondary.hosts %s"
              .formatted(host, at, cluster.primary().hosts(), at, cluster.secondary().hosts()),
          "A host stands at one site: make the patterns exclude each other.");
    }
  }

  private static void refuseEmpty(String property, Site site, List<String> hosts) {
    if (hosts.stream().noneMatch(site::holds)) {
      throw new WrongConfiguration(
          "%s is %s, which matches no host of the cluster".formatted(property, site.hosts()),
          "Expected patterns that match some of: " + String.join(", ", hosts));
    }
  }

  private static void refuseUntrusted(String at, StretchCluster cluster, RuntimeException e) {
    if (SdkErrors.isCertificateProblem(e)) {
      throw new WrongConfiguration(
          "the certificate of %s is not trusted with %smanager.ca-file %s: %s"
              .formatted(
                  cluster.manager().url(),
                  at,
                  cluster.manager().caFile().map(Object::toString).orElse("(not set)"),
                  e.getMessage()),
          "Set ca-file to the certificate (PEM) of the CA that signed it.");
    }
  }
}
