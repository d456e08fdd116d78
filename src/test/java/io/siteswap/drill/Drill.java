package io.siteswap.drill;

import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.Host;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Managers;
import io.siteswap.manager.Vm;
import io.siteswap.runbook.WatchForDrills;
import io.siteswap.site.StretchClusters;
import io.siteswap.twin.Twin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people and time do in a drill, in a few words each. */
public class Drill {
  private static final Duration LONGEST = Duration.ofHours(4);
  private static final String CLUSTER = "demo";

  private final DrillClock clock;
  private final TwinControl control;
  private final RuntimeService runtime;
  private final TaskService tasks;
  private final ManagementService management;
  private final IdentityService identity;
  private final WatchForDrills watch;
  private final Runs runs;
  private final Entries entries;
  private final Journal journal;
  private final Managers managers;
  private final StretchClusters clusters;
  private final JdbcClient database;

  private String runId = "";

  Drill(
      DrillClock clock,
      Twin twin,
      RuntimeService runtime,
      TaskService tasks,
      ManagementService management,
      IdentityService identity,
      WatchForDrills watch,
      Runs runs,
      Entries entries,
      Journal journal,
      Managers managers,
      StretchClusters clusters,
      JdbcClient database) {
    this.clock = clock;
    this.control = new TwinControl(twin.api());
    this.runtime = runtime;
    this.tasks = tasks;
    this.management = management;
    this.identity = identity;
    this.watch = watch;
    this.runs = runs;
    this.entries = entries;
    this.journal = journal;
    this.managers = managers;
    this.clusters = clusters;
    this.database = database;
  }

  void beginAnew() {
    runtime.createProcessInstanceQuery().rootProcessInstances().list().stream()
        .map(instance -> instance.getId())
        .forEach(id -> runtime.deleteProcessInstance(id, "the drill is over", true, true));
    List.of("change", "run", "journal")
        .forEach(table -> database.sql("delete from " + table).update());
    database.sql("update journal_head set sequence = 0, hash = '" + "0".repeat(64) + "'").update();
    clock.restart();
    control.control("DELETE", "faults", "");
    world(3, 24);
    runId = "";
  }

  // --- the world -------------------------------------------------------------------------------

  /** A fresh world of that size. */
  public Drill world(int hostsPerSite, int vms) {
    control.control(
        "POST", "world", "{\"hostsPerSite\":%d,\"vms\":%d}".formatted(hostsPerSite, vms));
    control.control("DELETE", "statistics", "");
    return this;
  }

  public TwinControl twin() {
    return control;
  }

  /** Makes the Manager refuse, swallow, delay or drop requests; the twin's words for a fault. */
  public Drill fault(String json) {
    control.control("POST", "faults", json);
    return this;
  }

  public Inventory inventory() {
    return managers.inventory(clusters.named(CLUSTER));
  }

  public List<Host> hosts(String site) {
    return inventory().clusterHosts().stream()
        .filter(host -> host.name().startsWith(site))
        .toList();
  }

  public List<Vm> vms() {
    return inventory().vms();
  }

  public String idOf(String name) {
    Inventory now = inventory();
    return now.hosts().stream()
        .filter(host -> host.name().equals(name))
        .map(host -> host.ref().id())
        .findFirst()
        .or(
            () ->
                now.vms().stream()
                    .filter(vm -> vm.name().equals(name))
                    .map(vm -> vm.ref().id())
                    .findFirst())
        .orElseThrow(() -> new IllegalArgumentException("nothing is called " + name));
  }

  // --- people ----------------------------------------------------------------------------------

  public Drill start(String runbook, String site) {
    return start(runbook, Map.of("cluster", CLUSTER, "site", site));
  }

  /** As the operator, under ticket CHG1 unless another is given. */
  public Drill start(String runbook, Map<String, Object> variables) {
    Map<String, Object> all = new HashMap<>(Map.of("ticket", "CHG1", "reason", "a drill"));
    all.putAll(variables);
    runId = as("operator", () -> runtime.startProcessInstanceByKey(runbook, all).getId());
    return settle();
  }

  public Drill approve(String user) {
    return decide("approvePlan", user, "approve");
  }

  public Drill decide(String taskKey, String user, String decision) {
    return decide(taskKey, user, decision, "drilled");
  }

  public Drill decide(String taskKey, String user, String decision, String comment) {
    String id = task(taskKey).getId();
    as(
        user,
        () -> {
          tasks.complete(id, Map.of("decision", decision, "comment", comment));
          return id;
        });
    return settle();
  }

  public Drill abort(String user) {
    as(
        user,
        () ->
            runtime
                .startProcessInstanceByKey(
                    "abort-run", Map.of("ticket", run().ticket(), "reason", "drilled"))
                .getId());
    return settle();
  }

  public <T> T as(String user, Supplier<T> act) {
    identity.setAuthentication(
        user,
        identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList());
    try {
      return act.get();
    } finally {
      identity.clearAuthentication();
    }
  }

  // --- time ------------------------------------------------------------------------------------

  /** Lets everything happen that can happen at this instant. */
  public Drill settle() {
    for (int round = 0; round < 200; round++) {
      if (!executeJobs()) {
        return this;
      }
    }
    throw new IllegalStateException("the engine does not come to rest: " + describe());
  }

  private boolean executeJobs() {
    List<Job> due = management.createJobQuery().executable().withRetriesLeft().list();
    for (Job job : due) {
      try {
        management.executeJob(job.getId());
      } catch (RuntimeException e) {
        // The engine has written the failure down; the drill looks at what becomes of it.
      }
    }
    return !due.isEmpty();
  }

  /** One second: the watch looks once, and what it wakes goes on. */
  public Drill tick() {
    clock.advance(Duration.ofSeconds(1));
    settle();
    watch.look();
    return settle();
  }

  /** So many seconds, one by one. */
  public Drill after(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      tick();
    }
    return this;
  }

  /** Until the run has ended. */
  public Drill untilEnd() {
    return until(() -> !run().isOpen());
  }

  /** Until people are asked this. */
  public Drill untilTask(String key) {
    return until(() -> findTask(key).isPresent());
  }

  public Drill untilIncident() {
    return until(() -> !incidents().isEmpty());
  }

  public Drill until(BooleanSupplier happened) {
    Instant latest = clock.instant().plus(LONGEST);
    while (!happened.getAsBoolean()) {
      if (clock.instant().isAfter(latest)) {
        throw new AssertionError("it never happened: " + describe());
      }
      tick();
    }
    return this;
  }

  public Instant now() {
    return clock.instant();
  }

  // --- what is to be seen ----------------------------------------------------------------------

  public Run run() {
    return runs.get(runId);
  }

  public String runId() {
    return runId;
  }

  public Optional<String> outcome() {
    return run().outcome();
  }

  public List<Entry> changes() {
    return entries.of(runId);
  }

  public List<Entry> changes(String phase) {
    return entries.of(runId, phase);
  }

  public Journal journal() {
    return journal;
  }

  public Task task(String key) {
    return findTask(key)
        .orElseThrow(() -> new AssertionError("nobody is asked '" + key + "': " + describe()));
  }

  public Optional<Task> findTask(String key) {
    return tasks.createTaskQuery().taskDefinitionKey(key).list().stream().findFirst();
  }

  public List<Incident> incidents() {
    return runtime.createIncidentQuery().list();
  }

  /** What an operator does in Cockpit with a failed step. */
  public Drill retryIncidents() {
    for (Job job : management.createJobQuery().noRetriesLeft().list()) {
      management.setJobRetries(job.getId(), 1);
    }
    watch.retryFailed();
    return settle();
  }

  /** Completed migrations by VM since the world began. */
  public Map<String, Integer> migrations() {
    Map<String, Integer> counts = new HashMap<>();
    control
        .control("GET", "statistics", "")
        .get("migrations")
        .properties()
        .forEach(field -> counts.put(field.getKey(), field.getValue().asInt()));
    return counts;
  }

  /**
   * Requests by method and path pattern, e.g. {@code requests("POST", "/hosts/{host}/activate")}.
   */
  public int requests(String method, String path) {
    int count = 0;
    for (var request : control.control("GET", "statistics", "").get("requests")) {
      if (request.get("method").asText().equals(method)
          && request.get("path").asText().equals(path)) {
        count += request.get("count").asInt();
      }
    }
    return count;
  }

  private String describe() {
    return "run %s; tasks %s; incidents %s"
        .formatted(
            runId.isEmpty() ? "none" : run().waitingFor() + " in " + run().phase(),
            tasks.createTaskQuery().list().stream().map(Task::getTaskDefinitionKey).toList(),
            incidents().stream().map(Incident::getIncidentMessage).toList());
  }
}
