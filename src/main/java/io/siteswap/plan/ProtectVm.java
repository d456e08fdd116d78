package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes a VM survive the loss of its host. Most VMs need one request; where the Manager refuses to
 * go there at once, as from one lease to another while the VM runs, it goes in steps.
 *
 * @param path the states the VM goes through, each a single request away from the next
 * @param step which of them this change makes: from {@code path[step]} to {@code path[step + 1]}
 * @param domains how the storage domains of its leases are called, by id
 */
public record ProtectVm(VmRef vm, List<Protection> path, int step, List<Named> domains)
    implements Change {
  public ProtectVm {
    path = List.copyOf(path);
    domains = List.copyOf(domains);
  }

  /** The name of something by its id. */
  public record Named(String id, String name) {}

  /** All steps of a path, in order. */
  static List<ProtectVm> along(VmRef vm, List<Protection> path, List<Named> domains) {
    return IntStream.range(0, path.size() - 1)
        .mapToObj(step -> new ProtectVm(vm, path, step, domains))
        .toList();
  }

  private Protection from() {
    return path.get(step);
  }

  private Protection to() {
    return path.get(step + 1);
  }

  @Override
  public VmRef object() {
    return vm;
  }

  @Override
  public String action() {
    return "VM is protected";
  }

  @Override
  public String before() {
    return describe(from());
  }

  @Override
  public String after() {
    return describe(to());
  }

  private String describe(Protection state) {
    return "%s, priority %d, %s, on a storage error %s"
        .formatted(
            state.highlyAvailable() ? "highly available" : "not highly available",
            state.priority(),
            state.lease().map(id -> "lease on " + domain(id)).orElse("no lease"),
            state.resume());
  }

  private String domain(String id) {
    return domains.stream()
        .filter(domain -> domain.id().equals(id))
        .map(Named::name)
        .findFirst()
        .orElse(id);
  }

  @Override
  public String why() {
    return "a protected VM must restart at the other site, and never run twice";
  }

  @Override
  public Set<Part> judgedBy() {
    return Set.of(Part.CLUSTER, Part.VMS, Part.STORAGE_DOMAINS);
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.vm(vm)
        .map(this::observe)
        .orElseGet(() -> ObservedState.astray("the Manager no longer knows VM " + vm));
  }

  private ObservedState observe(Vm seen) {
    String description = describe(seen.protection());
    if (isSame(seen, to())) {
      return ObservedState.after(description);
    }
    if (isSame(seen, from())) {
      return ObservedState.before(description);
    }
    return isOnTheWay(seen)
        ? ObservedState.underWay(description)
        : ObservedState.astray(description);
  }

  private boolean isOnTheWay(Vm seen) {
    return path.stream().anyMatch(state -> isSame(seen, state));
  }

  /** What a VM does on a storage error changes only while it is down, so it counts only then. */
  private static boolean isSame(Vm seen, Protection state) {
    Protection is = seen.protection();
    return is.highlyAvailable() == state.highlyAvailable()
        && is.priority() == state.priority()
        && is.lease().equals(state.lease())
        && (!seen.is(VmStatus.DOWN) || is.resume() == state.resume());
  }

  /** A running VM that could not be given its new lease runs on without it (T-10). */
  @Override
  public boolean mayFailUnseen() {
    return to().lease().isPresent() && !from().lease().equals(to().lease());
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    Optional<Vm> seen = now.vm(vm);
    if (seen.filter(found -> found.is(VmStatus.IMAGE_LOCKED)).isPresent()) {
      return Optional.of("is " + VmStatus.IMAGE_LOCKED);
    }
    if (seen.filter(found -> !isSame(found, from()) && isOnTheWay(found)).isPresent()) {
      return Optional.of("waits for the step before");
    }
    return to().lease()
        .filter(lease -> !from().lease().equals(to().lease()))
        .flatMap(lease -> notReady(lease, now));
  }

  /** A lease is made by the SPM, on a domain that works. */
  private Optional<String> notReady(String lease, Inventory now) {
    if (!now.dataCenter().isUp()) {
      return Optional.of("the data centre is " + now.dataCenter().status());
    }
    return now.storageDomains().stream()
        .filter(domain -> domain.id().equals(lease) && !domain.isActive())
        .findFirst()
        .map(domain -> "storage domain %s is %s".formatted(domain.name(), domain.status()));
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.protect(vm, from(), to(), id);
  }

  @Override
  public ProtectVm inverse() {
    List<Protection> back = new ArrayList<>(path);
    Collections.reverse(back);
    return new ProtectVm(vm, back, back.size() - 2 - step, domains);
  }
}
