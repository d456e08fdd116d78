package io.siteswap.manager;

import io.siteswap.site.ManagerAccess;
import io.siteswap.site.StretchCluster;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.services.HostService;
import org.ovirt.engine.sdk4.services.VmService;

/**
 * One Manager. A request that returns was accepted, no more: whether it took effect is seen in an
 * inventory. Throws {@link ManagerRefused} or {@link ManagerUnreachable}.
 */
public class Manager implements AutoCloseable {
  private static final String CORRELATION = "Correlation-Id";

  private final ManagerAccess access;
  private final Calls calls;
  private final InventoryReader reader;

  public Manager(ManagerAccess access, ManagerProperties properties, InstantSource clock) {
    this.access = access;
    this.calls = new Calls(access, properties);
    this.reader = new InventoryReader(calls, clock);
  }

  public ManagerAccess access() {
    return access;
  }

  /** The Manager's version, e.g. {@code 4.5.7-1.el8}; the cheapest proof that it answers. */
  public String version() {
    return calls.make(
        "read the API root",
        c -> c.systemService().get().send().api().productInfo().version().fullVersion());
  }

  Inventory inventory(StretchCluster cluster) {
    return reader.read(cluster);
  }

  /** The events that the request of this id caused, oldest first. */
  public List<ManagerEvent> events(CorrelationId id) {
    return calls
        .make(
            "list the events of " + id,
            c ->
                c.systemService()
                    .eventsService()
                    .list()
                    .search("correlation_id=" + id + " sortby time asc")
                    .max(100)
                    .send()
                    .events())
        .stream()
        .map(
            event ->
                new ManagerEvent(
                    event.codeAsInteger(),
                    event.severity().name().toLowerCase(Locale.ROOT),
                    event.time().toInstant(),
                    event.description()))
        .toList();
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
