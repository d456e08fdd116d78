package io.siteswap.ledger;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.plan.PlaceVms;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that is not where it belongs.
 *
 * @param id as the Manager knew it then; it may have been installed or imported anew since
 * @param site that it belongs to
 * @param status of a host when it left, where it was not up
 * @param home the host that a VM ran on, or that was the SPM
 * @param rule how an affinity group was suspended
 * @param lost whether it did not go on purpose
 * @param runId by which it was first seen to have left
 */
public record Away(
    Kind kind,
    String id,
    String name,
    String site,
    Optional<HostStatus> status,
    Optional<HostRef> home,
    Optional<PlaceVms> rule,
    boolean lost,
    String runId,
    Instant since) {

  /** What can be away. */
  public enum Kind {
    HOST,
    SPM,
    VM,
    AFFINITY_GROUP;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  static final String SPM = "SPM";

  public HostRef host() {
    return new HostRef(id, name);
  }

  public VmRef vm() {
    return new VmRef(id, name);
  }

  /** With the names that it and its home have now. */
  Away asNamedIn(Inventory now) {
    String today =
        switch (kind) {
          case HOST -> now.host(host()).map(Host::name).orElse(name);
          case VM -> now.vm(vm()).map(Vm::name).orElse(name);
          case SPM, AFFINITY_GROUP -> name;
        };
    Optional<HostRef> where =
        home.map(
            host -> now.host(host).map(found -> new HostRef(host.id(), found.name())).orElse(host));
    return new Away(kind, id, today, site, status, where, rule, lost, runId, since);
  }

  Away belongingTo(String otherSite) {
    return new Away(kind, id, name, otherSite, status, home, rule, lost, runId, since);
  }

  /** What its host must be again. */
  HostStatus homeStatus() {
    return status.orElse(HostStatus.UP);
  }

  String key() {
    return kind.word() + ":" + id;
  }
}
