package io.siteswap.manager;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.siteswap.manager.inventory.ExternalStatus;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.manager.inventory.Severity;
import io.siteswap.manager.inventory.Spelling;
import io.siteswap.manager.inventory.Surroundings;
import io.siteswap.manager.inventory.Surroundings.HostDetail;
import io.siteswap.manager.inventory.Surroundings.Transfer;
import io.siteswap.manager.inventory.Surroundings.Version;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.types.Event;
import org.ovirt.engine.sdk4.types.Host;
import org.ovirt.engine.sdk4.types.ImageTransfer;
import org.ovirt.engine.sdk4.types.ProductInfo;

/** Reads what audits want to know, in four requests however large the cluster is. */
class SurroundingsReader {
  private static final int EVENTS_AT_ONCE = 1000;
  private static final Set<String> OVER =
      Set.of(
          "finished_success",
          "finished_failure",
          "finished_cleanup",
          "cancelled",
          "cancelled_system",
          "cancelled_user");
  // Most events name their user in the text only.
  private static final Pattern USER = Pattern.compile("(?:by|User:) ([^\\s,()]+@[^\\s,()]+)");

  private final Calls calls;
  private final ApiRoot root;
  private final HealthPage health;

  SurroundingsReader(Calls calls, ApiRoot root, HealthPage health) {
    this.calls = calls;
    this.root = root;
    this.health = health;
  }

  Surroundings read(Inventory inventory, long sinceEvent) {
    var hosts = start("list the hosts with their networks", c -> hosts(c, inventory));
    var weights = weights(inventory);
    var events = start("list the events", c -> events(c, sinceEvent));
    Reading<Version> told = Readings.of(() -> version(root.read()));
    return new Surroundings(
        told, health.read(), hosts.join(), weights.join(), inOurTime(events.join(), told));
  }

  private <T> CompletableFuture<Reading<T>> start(String what, Function<Connection, T> call) {
    return Readings.of(calls.start(what, call));
  }

  private Reading<List<LogEntry>> inOurTime(Reading<List<Event>> events, Reading<Version> told) {
    // Its clock was read with its version.
    Duration ahead = told.value().map(version -> root.ahead()).orElse(Duration.ZERO);
    return new Reading<>(
        events.value().map(all -> all.stream().map(event -> event(event, ahead)).toList()),
        events.whyNot());
  }

  private static Version version(ProductInfo info) {
    var version = info.version();
    return new Version(
        number(version.major()), number(version.minor()), text(version::fullVersion));
  }

  private static int number(BigInteger value) {
    return value == null ? 0 : value.intValueExact();
  }

  private static Map<String, HostDetail> hosts(Connection c, Inventory inventory) {
    return c
        .systemService()
        .hostsService()
        .list()
        .search("datacenter=\"" + inventory.dataCenter().name().replace("\"", "") + '"')
        .follow("network_attachments")
        // Without it the Manager leaves the hosted engine out.
        .allContent(true)
        .send()
        .hosts()
        .stream()
        .map(SurroundingsReader::host)
        .collect(toMap(host -> host.ref().id(), host -> host));
  }

  private static HostDetail host(Host host) {
    return new HostDetail(
        new HostRef(host.id(), host.name()),
        host.externalStatus() == null
            ? ExternalStatus.OK
            : ExternalStatus.of(Spelling.of(host.externalStatus())),
        hostedEngine(host),
        attachments(host));
  }

  private static boolean hostedEngine(Host host) {
    var engine = Optional.ofNullable(host.hostedEngine());
    return engine.filter(e -> e.configuredPresent() && e.configured()).isPresent()
        || engine.filter(e -> e.activePresent() && e.active()).isPresent();
  }

  private static Map<String, Boolean> attachments(Host host) {
    if (!host.networkAttachmentsPresent()) {
      return Map.of();
    }
    return host.networkAttachments().stream()
        .filter(attachment -> attachment.network() != null)
        .collect(
            toMap(
                attachment -> attachment.network().id(),
                attachment -> !attachment.inSyncPresent() || attachment.inSync(),
                Boolean::logicalAnd));
  }

  private CompletableFuture<Reading<Set<String>>> weights(Inventory inventory) {
    return policyOf(inventory)
        .map(id -> start("list the weights of the scheduling policy", c -> weights(c, id)))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    Reading.failed("the Manager names no scheduling policy of the cluster")));
  }

  private static Optional<String> policyOf(Inventory inventory) {
    return Optional.of(inventory.cluster().schedulingPolicyId()).filter(id -> !id.isEmpty());
  }

  private static Set<String> weights(Connection c, String policyId) {
    return c
        .systemService()
        .schedulingPoliciesService()
        .policyService(policyId)
        .weightsService()
        .list()
        .follow("scheduling_policy_unit")
        .send()
        .weights()
        .stream()
        .map(weight -> weight.schedulingPolicyUnit())
        .filter(Objects::nonNull)
        .map(unit -> text(unit::name))
        .collect(toSet());
  }

  static List<Transfer> transfers(Connection c) {
    return c.systemService().imageTransfersService().list().send().imageTransfer().stream()
        .map(SurroundingsReader::transfer)
        .filter(transfer -> !OVER.contains(transfer.phase()))
        .toList();
  }

  private static Transfer transfer(ImageTransfer transfer) {
    return new Transfer(
        transfer.id(),
        transfer.host() == null ? "" : transfer.host().id(),
        transfer.phase() == null ? "unknown" : word(transfer.phase()));
  }

  /** Where there are too many, the newest come: the Manager cuts the old ones off (T-19). */
  private static List<Event> events(Connection c, long since) {
    return c.systemService().eventsService().list().from(since).max(EVENTS_AT_ONCE).send().events();
  }

  /**
   * One entry in our time.
   *
   * @param ahead how far the Manager's clock is ahead of ours
   */
  static LogEntry event(Event event, Duration ahead) {
    String description = text(event::description);
    return new LogEntry(
        Long.parseLong(event.id()),
        number(event.code()),
        event.severity() == null ? Severity.NORMAL : Severity.of(Spelling.of(event.severity())),
        event.time().toInstant().minus(ahead),
        description,
        event.user() == null || event.user().name() == null
            ? user(description)
            : event.user().name(),
        event.host() == null ? "" : text(event.host()::name),
        event.vm() == null ? "" : text(event.vm()::name));
  }

  private static String user(String description) {
    Matcher user = USER.matcher(description);
    return user.find() ? user.group(1).replaceAll("\\.$", "") : "";
  }

  private static String text(Supplier<String> value) {
    return Optional.ofNullable(value.get()).orElse("");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
