package io.siteswap.live;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.recovery.Lookout;
import io.siteswap.recovery.Sighting;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts together what is shown of a cluster. */
@Component
class Pictures {
  private final RunsInPicture runs;
  private final ReadinessInPicture readiness;
  private final Lookout lookout;
  private final Map<String, Places> places = new ConcurrentHashMap<>();

  Pictures(RunsInPicture runs, ReadinessInPicture readiness, Lookout lookout) {
    this.runs = runs;
    this.readiness = readiness;
    this.lookout = lookout;
  }

  /** What is made of thousands of VMs is made anew only where somebody has looked at them anew. */
  private record Places(
      List<Host> ofHosts,
      List<Vm> ofVms,
      List<StorageDomain> ofStorage,
      Map<String, Picture.HostTile> hosts,
      Map<String, Picture.VmDot> vms,
      Map<String, Picture.Domain> storage) {
    @SuppressWarnings("ReferenceEquality") // The very lists of the same look.
    boolean isOf(Sight sight) {
      return ofHosts == sight.hosts() && ofVms == sight.vms() && ofStorage == sight.storage();
    }
  }

  Picture of(StretchCluster cluster, Sight sight) {
    Places now =
        places.compute(
            cluster.name(),
            (name, last) -> last != null && last.isOf(sight) ? last : places(cluster, sight));
    ReadinessInPicture.Audited audited = readiness.of(cluster.name());
    return new Picture(
        new Picture.Frame(
            cluster.name(),
            cluster.managerName(),
            cluster.manager().url().toString(),
            cluster.primary().name(),
            cluster.secondary().name()),
        look(sight),
        now.hosts(),
        now.vms(),
        now.storage(),
        audited.between(),
        audited.readiness(),
        lookout.sightings(cluster.name()).stream().map(Pictures::silent).toList(),
        runs.going(cluster.name()),
        runs.ended(cluster.name()));
  }

  private static Picture.Look look(Sight sight) {
    return new Picture.Look(
        sight.at(Part.HOSTS),
        sight.at(Part.VMS),
        sight.at(Part.STORAGE_DOMAINS),
        sight.knownAt().orElse(null),
        sight.dataCenter().map(dataCenter -> dataCenter.name()).orElse(null),
        sight.dataCenter().map(dataCenter -> dataCenter.status().word()).orElse(null),
        sight.trouble().map(Sight.Trouble::why).orElse(null),
        sight.trouble().map(Sight.Trouble::since).orElse(null));
  }

  private static Places places(StretchCluster cluster, Sight sight) {
    Map<String, Picture.HostTile> hosts = new LinkedHashMap<>();
    sight.hosts().forEach(host -> hosts.put(host.ref().id(), tile(cluster, host)));
    Map<String, Picture.VmDot> vms = new LinkedHashMap<>();
    sight.vms().forEach(vm -> vms.put(vm.ref().id(), dot(vm)));
    Map<String, Picture.Domain> storage = new LinkedHashMap<>();
    sight.storage().forEach(domain -> storage.put(domain.id(), domain(domain)));
    return new Places(sight.hosts(), sight.vms(), sight.storage(), hosts, vms, storage);
  }

  private static Picture.HostTile tile(StretchCluster cluster, Host host) {
    return new Picture.HostTile(
        host.name(),
        Stream.of(cluster.primary(), cluster.secondary())
            .filter(site -> site.holds(host.name()))
            .map(Site::name)
            .findFirst()
            .orElse(""),
        host.status().word(),
        host.detail(),
        host.spm().name().toLowerCase(Locale.ROOT),
        host.load().memory(),
        host.load().schedulable());
  }

  private static Picture.VmDot dot(Vm vm) {
    return new Picture.VmDot(
        vm.name(), vm.runs() ? vm.host().map(HostRef::id).orElse(null) : null, vm.status().word());
  }

  private static Picture.Domain domain(StorageDomain domain) {
    return new Picture.Domain(
        domain.name(),
        domain.type().toString(),
        domain.status().word(),
        domain.master(),
        domain.externalStatus().toString());
  }

  private static Picture.SilentSite silent(Sighting seen) {
    return new Picture.SilentSite(
        seen.site(), seen.silent(), seen.hosts(), seen.since(), seen.whole());
  }
}
