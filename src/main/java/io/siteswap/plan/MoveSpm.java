package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import java.util.Optional;
import java.util.Set;

/** Moves the SPM role from one host to another. */
public record MoveSpm(HostRef from, HostRef to) implements Change {
  @Override
  public HostRef object() {
    return to;
  }

  @Override
  public String action() {
    return "SPM moves to " + to;
  }

  @Override
  public String before() {
    return "SPM is " + from;
  }

  @Override
  public String after() {
    return "SPM is " + to;
  }

  /** The role is only where it is seen with the data centre up (T-8: a 200 proves nothing). */
  @Override
  public Set<Part> judgedBy() {
    return Set.of(Part.CLUSTER, Part.HOSTS);
  }

  @Override
  public ObservedState observe(Inventory now) {
    Optional<Host> spm = now.spm();
    if (spm.isEmpty() || !now.dataCenter().isUp()) {
      return ObservedState.underWay(
          "no SPM yet, data centre is %s%s".formatted(now.dataCenter().status(), contender(now)));
    }
    String description = "SPM is " + spm.get().name();
    if (spm.get().ref().equals(to)) {
      return ObservedState.after(description);
    }
    return ObservedState.before(description);
  }

  private static String contender(Inventory now) {
    return now.hosts().stream()
        .filter(host -> host.spm() == Host.Spm.CONTENDING)
        .findFirst()
        .map(host -> ", host " + host.name() + " is contending")
        .orElse("");
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    if (!now.dataCenter().isUp()) {
      return Optional.of("the data centre is " + now.dataCenter().status());
    }
    return HostState.notUp(now, to);
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.forceSelectSpm(to, id);
  }

  @Override
  public MoveSpm inverse() {
    return new MoveSpm(to, from);
  }

  @Override
  public MoveSpm seenIn(Inventory now) {
    return now.spm().map(spm -> new MoveSpm(spm.ref(), to)).orElse(this);
  }
}
