package io.siteswap.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the Manager that a host has been rebooted (fence type manual): it gives up the VMs and the
 * SPM role that it still counts there. The Manager checks nothing (T-14) and nothing takes it back.
 *
 * @param ofSpm whether it is the SPM, and another host takes the role: one that survives, one that
 *     has come back, or one of another cluster of the data centre
 */
public record ConfirmRebooted(HostRef host, boolean ofSpm) implements Change {
  private static final int NAMED = 3;

  /** Plans of earlier versions name the hosts that survive, where it is the SPM. */
  @JsonCreator
  static ConfirmRebooted read(
      @JsonProperty("host") HostRef host,
      @JsonProperty("ofSpm") boolean ofSpm,
      @JsonProperty("survivors") List<HostRef> survivors) {
    return new ConfirmRebooted(host, ofSpm || (survivors != null && !survivors.isEmpty()));
  }

  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "host is confirmed as rebooted";
  }

  @Override
  public String before() {
    return ofSpm ? "holds its VMs and the SPM role" : "holds its VMs";
  }

  @Override
  public String after() {
    return ofSpm ? "holds nothing; another host is the SPM" : "holds nothing";
  }

  @Override
  public String why() {
    return "the Manager keeps what ran there until somebody vouches that it runs no more";
  }

  @Override
  public Set<Part> judgedBy() {
    return Set.of(Part.CLUSTER, Part.HOSTS, Part.VMS);
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host).map(seen -> observe(seen, now)).orElseGet(() -> HostState.gone(host));
  }

  private ObservedState observe(Host seen, Inventory now) {
    String held = held(seen, now);
    if (held.isEmpty()) {
      return ofSpm ? election(now) : ObservedState.after("holds nothing");
    }
    return seen.isUp()
        ? ObservedState.astray("is up again and holds " + held)
        : ObservedState.before("is %s and holds %s".formatted(seen.status(), held));
  }

  private ObservedState election(Inventory now) {
    Optional<HostRef> spm = now.spm().map(Host::ref).filter(other -> !other.equals(host));
    return spm.isPresent() && now.dataCenter().isUp()
        ? ObservedState.after("holds nothing; the SPM is " + spm.get())
        : ObservedState.underWay(
            "the Manager elects an SPM, data centre is " + now.dataCenter().status());
  }

  private String held(Host seen, Inventory now) {
    List<String> held = new ArrayList<>();
    if (ofSpm && seen.spm() != Host.Spm.NONE) {
      held.add("the SPM role");
    }
    List<String> vms = now.vmsOn(host).stream().map(Vm::name).toList();
    if (!vms.isEmpty()) {
      held.add(
          "%d VMs (%s%s)"
              .formatted(
                  vms.size(),
                  String.join(", ", vms.subList(0, Math.min(NAMED, vms.size()))),
                  vms.size() > NAMED ? ", …" : ""));
    } else if (seen.load().vms() > 0) {
      // Restarted elsewhere by their leases: still on the books here, so that no maintenance is
      // accepted before the host is confirmed.
      held.add("%d VMs on the Manager's books".formatted(seen.load().vms()));
    }
    return String.join(" and ", held);
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    return now.host(host)
        .filter(seen -> !seen.isUp())
        .flatMap(
            seen -> {
              if (!seen.status().isClearedByConfirmation()) {
                return Optional.of(
                    "is %s: confirmed now, it would keep its VMs".formatted(seen.status()));
              }
              return ofSpm && seen.isSpm() && now.dataCenter().isUp()
                  ? Optional.of("the Manager has not noticed yet that its SPM is gone")
                  : Optional.empty();
            });
  }

  @Override
  public Optional<String> whyWithoutEffect(Inventory now) {
    return Optional.of(
        "the Manager accepted the confirmation, yet the host %s: confirm it again"
            .formatted(observe(now).description()));
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.confirmRebooted(host, id);
  }

  @Override
  public boolean isIrreversible() {
    return true;
  }

  @Override
  public Change inverse() {
    throw new IllegalStateException("nothing takes back that host " + host + " was confirmed");
  }

  /** Whether it is the SPM changes while people decide; that the host is down does not. */
  @Override
  public String identity() {
    return "ConfirmRebooted " + host.id();
  }
}
