package io.siteswap.manager;

import static java.util.stream.Collectors.joining;

import io.siteswap.manager.inventory.Circumstances;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.NamedRef;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.Severity;
import io.siteswap.manager.inventory.Spelling;
import io.siteswap.manager.inventory.Surroundings;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NewHost;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.StorageDomainLeaseBuilder;
import org.ovirt.engine.sdk4.builders.VmBuilder;
import org.ovirt.engine.sdk4.services.HostService;
import org.ovirt.engine.sdk4.services.VmService;
import org.ovirt.engine.sdk4.types.Event;
import org.ovirt.engine.sdk4.types.VmStorageErrorResumeBehaviour;

/**
 * One Manager. A request that returns was accepted, no more: whether it took effect is seen in an
 * inventory. Throws {@link ManagerRefused} or {@link ManagerUnreachable}.
 */
public class Manager implements AutoCloseable {
  static final String CORRELATION = "Correlation-Id";
  private static final int EVENTS_AT_ONCE = 2000;

  private final ManagerAccess access;
  private final ManagerProperties properties;
  private final InstantSource clock;
  private final List<NewHost> newHosts;
  private final Onlookers onlookers;
  private final Calls calls;
  private final ApiRoot root;
  private final InventoryReader reader;
  private final Provisioning frame;
  private final Installations installations;
  private final SurroundingsReader surroundings;

  Manager(
      ManagerAccess access,
      ManagerProperties properties,
      InstantSource clock,
      List<NewHost> newHosts,
      Onlookers onlookers,
      Contact contact) {
    this(access, properties, clock, newHosts, onlookers, new Calls(access, properties, contact));
  }

  private Manager(
      ManagerAccess access,
      ManagerProperties properties,
      InstantSource clock,
      List<NewHost> newHosts,
      Onlookers onlookers,
      Calls calls) {
    this(access, properties, clock, newHosts, onlookers, calls, new ApiRoot(access, calls, clock));
  }

  private Manager(
      ManagerAccess access,
      ManagerProperties properties,
      InstantSource clock,
      List<NewHost> newHosts,
      Onlookers onlookers,
      Calls calls,
      ApiRoot root) {
    this.access = access;
    this.properties = properties;
    this.clock = clock;
    this.newHosts = newHosts;
    this.onlookers = onlookers;
    this.calls = calls;
    this.root = root;
    this.reader = new InventoryReader(calls, clock);
    this.frame = new Provisioning(calls);
    this.installations = new Installations(calls, newHosts);
    this.surroundings =
        new SurroundingsReader(calls, root, new HealthPage(access, properties.callDeadline()));
  }

  /** The same Manager, which is asked nothing once that does not hold any more. */
  public Manager onlyWhile(BooleanSupplier holds) {
    return new Manager(
        access, properties, clock, newHosts, onlookers, calls.onlyWhile(holds), root);
  }

  public ManagerAccess access() {
    return access;
  }

  /** The Manager's version, e.g. {@code 4.5.7-1.el8}; the cheapest proof that it answers. */
  public String version() {
    return root.read().version().fullVersion();
  }

  /** Its own id, which it keeps for life. */
  String id() {
    return root.id();
  }

  Inventory inventory(StretchCluster cluster) {
    return onlookers.seen(cluster, Part.all(), () -> reader.read(cluster));
  }

  Inventory inventory(StretchCluster cluster, Inventory last, Set<Part> parts) {
    return onlookers.seen(cluster, parts, () -> reader.read(cluster, last, parts));
  }

  /** The hosts of the cluster and nothing else, in one request. */
  public List<Host> hosts(StretchCluster cluster) {
    return onlookers.hosts(cluster, () -> reader.hosts(cluster));
  }

  /** What an audit wants beyond the inventory, with the events after the one of that id. */
  public Surroundings surroundings(Inventory inventory, long sinceEvent) {
    return surroundings.read(inventory, sinceEvent);
  }

  Circumstances circumstances(List<String> alsoCalled) {
    var permits =
        Readings.of(calls.start("read the permissions of " + access.user(), Permits::read));
    var transfers =
        Readings.of(calls.start("list the image transfers", SurroundingsReader::transfers));
    return new Circumstances(permits.join(), transfers.join(), alsoCalled);
  }

  /** The events that the request of this id caused, oldest first. */
  public List<ManagerEvent> events(CorrelationId id) {
    return events("the events of " + id, "correlation_id=" + id);
  }

  /** The newest entries of the log that have one of these codes, the newest first, in our time. */
  public List<LogEntry> latest(Collection<Integer> codes) {
    String search = codes.stream().sorted().map(code -> "type=" + code).collect(joining(" or "));
    Duration ahead = root.ahead();
    return calls
        .make(
            "list the latest events",
            c ->
                c.systemService()
                    .eventsService()
                    .list()
                    .search(search + " sortby time desc")
                    .max(EVENTS_AT_ONCE)
                    .send()
                    .events())
        .stream()
        .map(event -> SurroundingsReader.event(event, ahead))
        .toList();
  }

  /** What the power management of a host says; its failure is an answer as well. */
  public PowerStatus powerStatus(HostRef host) {
    try {
      return calls.make(
          "ask the power management of host " + host, c -> PowerStatus.ask(hostService(c, host)));
    } catch (ManagerRefused e) {
      return PowerStatus.failed(e.description());
    }
  }

  /** What went wrong with any request whose id begins so, oldest first. */
  public List<ManagerEvent> errors(CorrelationId prefix) {
    return events("the errors of " + prefix, "correlation_id=" + prefix + "* and severity=error");
  }

  /** All that requests whose id begins so have caused, oldest first. */
  public List<ManagerEvent> eventsOfAll(CorrelationId prefix) {
    return events("the events of all " + prefix, "correlation_id=" + prefix + "*");
  }

  private List<ManagerEvent> events(String what, String search) {
    return EventPages.all(after -> events(what, search, after), event -> Long.parseLong(event.id()))
        .stream()
        .sorted(Comparator.comparing(Event::time))
        .map(
            event ->
                new ManagerEvent(
                    event.codeAsInteger(),
                    Severity.of(Spelling.of(event.severity())),
                    event.time().toInstant(),
                    event.description(),
                    Optional.ofNullable(event.correlationId()).orElse("")))
        .toList();
  }

  private List<Event> events(String what, String search, long after) {
    return calls.make(
        "list " + what,
        c ->
            c.systemService()
                .eventsService()
                .list()
                .search(search + " sortby time asc")
                .from(after)
                .max(EventPages.PAGE)
                .send()
                .events());
  }

  public void deactivate(HostRef host, String reason, CorrelationId id) {
    onHost(
        "put host " + host + " into maintenance",
        host,
        service -> service.deactivate().reason(reason).header(CORRELATION, id.value()).send());
  }

  public void activate(HostRef host, CorrelationId id) {
    onHost(
        "activate host " + host,
        host,
        service -> service.activate().header(CORRELATION, id.value()).send());
  }

  public void forceSelectSpm(HostRef host, CorrelationId id) {
    onHost(
        "select host " + host + " as SPM",
        host,
        service -> service.forceSelectSpm().header(CORRELATION, id.value()).send());
  }

  /** Nothing takes it back, and the Manager does not look whether it is true (T-14). */
  public void confirmRebooted(HostRef host, CorrelationId id) {
    onHost(
        "confirm that host " + host + " has been rebooted",
        host,
        service -> service.fence().fenceType("manual").header(CORRELATION, id.value()).send());
  }

  public void start(VmRef vm, CorrelationId id) {
    onVm("start VM " + vm, vm, service -> service.start().header(CORRELATION, id.value()).send());
  }

  public void migrate(VmRef vm, HostRef to, CorrelationId id) {
    onVm(
        "migrate VM " + vm + " to " + to,
        vm,
        service ->
            service
                .migrate()
                .host(Builders.host().id(to.id()))
                .header(CORRELATION, id.value())
                .send());
  }

  /** To a host of the Manager's choice. */
  public void migrate(VmRef vm, CorrelationId id) {
    onVm(
        "migrate VM " + vm,
        vm,
        service -> service.migrate().header(CORRELATION, id.value()).send());
  }

  /** Refused when it does not migrate any more, wherever it is then. */
  public void cancelMigration(VmRef vm, CorrelationId id) {
    onVm(
        "cancel the migration of VM " + vm,
        vm,
        service -> service.cancelMigration().header(CORRELATION, id.value()).send());
  }

  // --- what a deployment asks for --------------------------------------------------------------

  public void addDataCenter(NamedRef dataCenter, CorrelationId id) {
    frame.addDataCenter(dataCenter, id);
  }

  public void removeDataCenter(NamedRef dataCenter, CorrelationId id) {
    frame.removeDataCenter(dataCenter, id);
  }

  public void addCluster(NamedRef cluster, NamedRef dataCenter, CorrelationId id) {
    frame.addCluster(cluster, dataCenter, id);
  }

  public void removeCluster(NamedRef cluster, CorrelationId id) {
    frame.removeCluster(cluster, id);
  }

  /** Adds a host of the configuration, which says how to sign in to it. */
  public void addHost(HostRef host, NamedRef cluster, int spmPriority, CorrelationId id) {
    installations.add(host, cluster, spmPriority, id);
  }

  /** Installs a host once more. */
  public void install(HostRef host, CorrelationId id) {
    installations.repeat(host, id);
  }

  public void removeHost(HostRef host, CorrelationId id) {
    onHost(
        "remove host " + host,
        host,
        service -> service.remove().header(CORRELATION, id.value()).send());
  }

  /** With the port, which an edit without it would reset (T-6). */
  public void setSpmPriority(HostRef host, int port, int priority, CorrelationId id) {
    onHost(
        "set the SPM priority of host " + host + " to " + priority,
        host,
        service ->
            service
                .update()
                .host(Builders.host().port(port).spm(Builders.spm().priority(priority)))
                .header(CORRELATION, id.value())
                .send());
  }

  /**
   * In one request. The lease is sent only where it changes; what happens on a storage error
   * always: the Manager turns it to {@code kill} for the next start of each VM that it protects.
   */
  public void protect(VmRef vm, Protection from, Protection to, CorrelationId id) {
    VmBuilder changed =
        Builders.vm()
            .storageErrorResumeBehaviour(
                VmStorageErrorResumeBehaviour.fromValue(to.resume().word()))
            .highAvailability(
                Builders.highAvailability().enabled(to.highlyAvailable()).priority(to.priority()));
    if (!from.lease().equals(to.lease())) {
      StorageDomainLeaseBuilder lease = Builders.storageDomainLease();
      to.lease().ifPresent(domain -> lease.storageDomain(Builders.storageDomain().id(domain)));
      changed.lease(lease);
    }
    onVm(
        "protect VM " + vm,
        vm,
        service -> service.update().vm(changed).header(CORRELATION, id.value()).send());
  }

  /**
   * The VM-to-host rule of an affinity group and the ids of its members.
   *
   * @param enabled is not enough for the Manager: it looks whether {@code positive} is given (T-17)
   */
  public record Rule(
      boolean enabled, boolean positive, boolean enforcing, List<String> hosts, List<String> vms) {}

  public void addGroup(NamedRef cluster, NamedRef group, Rule rule, CorrelationId id) {
    frame.addGroup(cluster, group, rule, id);
  }

  public void changeGroup(NamedRef cluster, NamedRef group, Rule rule, CorrelationId id) {
    frame.changeGroup(cluster, group, rule, id);
  }

  public void removeGroup(NamedRef cluster, NamedRef group, CorrelationId id) {
    frame.removeGroup(cluster, group, id);
  }

  /** What the account may do, by the Manager's names, e.g. {@code manipulate_host}. */
  public Set<String> permits() {
    return calls.make("read the permissions of " + access.user(), Permits::read);
  }

  /** Where runs are told of in the Manager's own portal. */
  public Noticeboard noticeboard() {
    return new Noticeboard(calls);
  }

  /** Starts a call of its own, so that several run side by side. */
  public CompletableFuture<Void> start(Runnable request) {
    return calls.async(request);
  }

  private void onHost(String what, HostRef host, Consumer<HostService> request) {
    calls.make(what, c -> sent(request, hostService(c, host)));
  }

  private void onVm(String what, VmRef vm, Consumer<VmService> request) {
    calls.make(what, c -> sent(request, c.systemService().vmsService().vmService(vm.id())));
  }

  private static HostService hostService(Connection c, HostRef host) {
    return c.systemService().hostsService().hostService(host.id());
  }

  private static <S> boolean sent(Consumer<S> request, S service) {
    request.accept(service);
    return true;
  }

  @Override
  public void close() {
    calls.close();
  }
}
