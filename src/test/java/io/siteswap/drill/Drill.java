package io.siteswap.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.Managers;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.plan.ConfirmRebooted;
import io.siteswap.runbook.watch.WatchForDrills;
import io.siteswap.site.StretchClusters;
import io.siteswap.twin.Twin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people and time do in a drill, in a few words each. */
public class Drill {
  private static final Duration LONGEST = Duration.ofMinutes(20);
  // What waits for people goes on only when the drill decides; a drill that does not is stuck.
  private static final Duration PEOPLE = Duration.ofMinutes(2);
  private static final String CLUSTER = "demo";

  /** The engine's tables of what is over. */
  private static final List<String> HISTORY =
      List.of(
          "procinst",
          "actinst",
          "taskinst",
          "varinst",
          "detail",
          "identitylink",
          "comment",
          "op_log",
          "incident",
          "job_log",
          "ext_task_log",
          "decinst",
          "dec_in",
          "dec_out");

  private final DrillClock clock;
  private final TwinControl control;
  private final RuntimeService runtime;
  private final TaskService tasks;
  private final FormService forms;
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
      FormService forms,
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
    this.forms = forms;
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
    List.of(
            "outbox",
            "outbox_wake",
            "mirror",
            "gate",
            "ticket_told",
            "ticket_run",
            "ticket_delivery",
            "away",
            "form_page",
            "evidence_piece",
            "follow_up",
            "history_removed",
            "form_page_shown",
            "notice",
            "approval_voice",
            "approval_delegation",
            "approval",
            "change",
            "plan",
            "recovery",
            "site_attestation",
            "run",
            "journal",
            "audit",
            "attestation",
            "sighting")
        .forEach(table -> database.sql("delete from " + table).update());
    forgetHistory();
    database.sql("update journal_head set sequence = 0, hash = '" + "0".repeat(64) + "'").update();
    database.sql("update journal_check set at = null, entries = 0, problem = null").update();
    clock.restart();
    control.control("DELETE", "faults", "");
    world(3, 24);
    // The Manager's clock is read at most once a minute, and the drill before ended just now.
    managers.of(clusters.named(CLUSTER)).version();
    forgetRequests();
    runId = "";
  }

  /**
   * A thousand drills of it would fill the memory, and a full collection stalls whatever has a
   * deadline.
   */
  private void forgetHistory() {
    HISTORY.forEach(table -> database.sql("delete from act_hi_" + table).update());
    database.sql("delete from act_ge_bytearray where deployment_id_ is null").update();
  }

  // --- the world -------------------------------------------------------------------------------

  /** A fresh world of that size. */
  public Drill world(int hostsPerSite, int vms) {
    control.control(
        "POST",
        "world",
        "{\"preset\":\"demo\",\"hostsPerSite\":%d,\"vms\":%d}".formatted(hostsPerSite, vms));
    control.control("DELETE", "statistics", "");
    return this;
  }

  /** A fresh world of that kind: {@code empty} or {@code drifted}. */
  public Drill world(String preset) {
    control.control("POST", "world", "{\"preset\":\"%s\"}".formatted(preset));
    control.control("DELETE", "statistics", "");
    return this;
  }

  /** All that we can read of the cluster, to hold one time against another. */
  public List<String> everything() {
    Inventory now = inventory();
    return Stream.of(
            Stream.of(now.cluster(), now.dataCenter().name()),
            now.hosts().stream()
                .map(
                    host ->
                        List.of(
                            host.ref(), host.status(), host.spmPriority(), host.access().port())),
            now.vms().stream()
                .map(vm -> List.of(vm.ref(), vm.status(), vm.protection(), vm.pending())),
            now.affinityGroups().stream())
        .flatMap(things -> things)
        .map(Object::toString)
        .toList();
  }

  public TwinControl twin() {
    return control;
  }

  /** Makes the Manager refuse, swallow, delay or drop requests; the twin's words for a fault. */
  public Drill fault(String json) {
    control.control("POST", "faults", json);
    return this;
  }

  /** The Manager says no to this request, in these words, so many times (-1: for ever). */
  public Drill refuse(String path, String description, int times) {
    return fault(
        "{\"method\":\"POST\",\"path\":\"%s\",\"status\":409,\"detail\":\"%s\",\"times\":%d}"
            .formatted(path, description, times));
  }

  /** The Manager says yes to this request and does nothing, so many times (-1: for ever). */
  public Drill swallow(String path, int times) {
    return fault(
        "{\"method\":\"POST\",\"path\":\"%s\",\"swallow\":true,\"times\":%d}"
            .formatted(path, times));
  }

  /** The Manager's front end answers with an error page, whatever is asked. */
  public Drill managerAway() {
    for (String method : List.of("GET", "POST")) {
      fault("{\"method\":\"%s\",\"path\":\"/**\",\"status\":503,\"times\":-1}".formatted(method));
    }
    return this;
  }

  public Drill expireSessions() {
    control.control("POST", "sessions/expire", "");
    return this;
  }

  /** The power of a whole site fails; with {@code onlyNetwork} its VMs run on, unseen. */
  public Drill lose(String site) {
    control.control("POST", "sites/" + site + "/lose", "{}");
    return this;
  }

  /** The power of one host fails. */
  public Drill loseHost(String name) {
    control.control("POST", "hosts/" + name + "/lose", "{}");
    return this;
  }

  /** What power management says of the host: {@code on}, {@code off} or {@code unreachable}. */
  public Drill power(String name, String state) {
    control.control(
        "POST", "hosts/" + name, "{\"powerManaged\":true,\"power\":\"%s\"}".formatted(state));
    return this;
  }

  /** How many hosts this run has had confirmed as rebooted. */
  public long confirmations() {
    return changes().stream()
        .filter(entry -> entry.change() instanceof ConfirmRebooted && entry.wasEverAsked())
        .count();
  }

  public Drill restore(String site) {
    control.control("POST", "sites/" + site + "/restore", "{}");
    return this;
  }

  /** How many VMs have ever run at two places at once. */
  public int runningTwice() {
    return control.control("GET", "statistics", "").get("runningTwice").asInt();
  }

  /** For what the twin does in real time: a slow answer, and nothing else. */
  public Drill awaitForReal(BooleanSupplier condition) {
    Instant latest = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(latest)) {
        throw new AssertionError("it never happened: " + describe());
      }
    }
    return this;
  }

  public Drill noMoreFaults() {
    control.control("DELETE", "faults", "");
    return this;
  }

  /** How many requests have met a fault. */
  public int faultsMet() {
    int met = 0;
    for (var fault : control.control("GET", "faults", "")) {
      met += fault.get("matched").asInt();
    }
    return met;
  }

  /** What somebody else does to a VM or host: {@code elsewhere("vms", "web-1", "stop")}. */
  public Drill elsewhere(String collection, String name, String action) {
    control.api("POST", "/%s/%s/%s".formatted(collection, idOf(name), action), "{}");
    return this;
  }

  /** Whether the VM may leave its host: {@code migratable} or {@code pinned}. */
  public Drill placement(String vm, String affinity) {
    control.api(
        "PUT",
        "/vms/" + idOf(vm),
        "{\"placement_policy\":{\"affinity\":\"%s\"}}".formatted(affinity));
    return this;
  }

  /** The twin's own grip on a VM, e.g. {@code vm("db-1", "{\"stuck\":true}")}. */
  public Drill vm(String name, String json) {
    control.control("POST", "vms/" + name, json);
    return this;
  }

  /** All that an undo must bring back: each host's status, the SPM, each VM's status and host. */
  public Map<String, String> world() {
    Inventory now = inventory();
    Map<String, String> world = new TreeMap<>();
    now.hosts().forEach(host -> world.put(host.name(), host.status().word()));
    now.vms()
        .forEach(
            vm -> world.put(vm.name(), vm.status() + vm.host().map(h -> " on " + h).orElse("")));
    world.put("SPM", now.spm().map(Host::name).orElse("none"));
    return world;
  }

  public Host host(String name) {
    return hosts(name).stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no host is called " + name));
  }

  public Vm vm(String name) {
    return vms().stream()
        .filter(vm -> vm.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no VM is called " + name));
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

  /** Removes the affinity groups of the cluster. */
  public Drill withoutAffinity() {
    String groups = "/clusters/" + inventory().cluster().id() + "/affinitygroups";
    control
        .api("GET", groups, "")
        .get("affinity_group")
        .forEach(group -> control.api("DELETE", groups + "/" + group.get("id").asText(), ""));
    return this;
  }

  // --- people ----------------------------------------------------------------------------------

  public Drill start(String runbook, String site) {
    return start(runbook, Map.of("cluster", CLUSTER, "site", site));
  }

  /** As the operator, under ticket CHG1 unless another is given. */
  public Drill start(String runbook, Map<String, Object> variables) {
    return startAs("operator", runbook, variables);
  }

  public Drill startAs(String user, String runbook, Map<String, Object> variables) {
    Map<String, Object> all = new HashMap<>(Map.of("ticket", "CHG1", "reason", "a drill"));
    all.putAll(variables);
    runId = as(user, () -> runtime.startProcessInstanceByKey(runbook, all).getId());
    return settle();
  }

  /** From now on the drill is about that run. */
  public Drill follow(String run) {
    runId = run;
    return this;
  }

  public Drill approve(String user) {
    return decide(approval(), user, "approve");
  }

  /** The plan is approved at the beginning, and once more whenever it has changed. */
  private String approval() {
    return findTask("approveChangedPlan").map(Task::getTaskDefinitionKey).orElse("approvePlan");
  }

  public Drill decide(String taskKey, String user, String decision) {
    return decide(taskKey, user, decision, "drilled");
  }

  public Drill decide(String taskKey, String user, String decision, String comment) {
    Task task = task(taskKey);
    Map<String, Object> answer =
        withFingerprint(task, Map.of("decision", decision, "comment", comment));
    as(
        user,
        () -> {
          tasks.complete(task.getId(), answer);
          return task;
        });
    return settle();
  }

  /** Somebody lets somebody else approve in their place. */
  public Drill handOn(String user, String taker) {
    return complete(
        approval(), user, Map.of("decision", "delegate", "delegate", taker, "comment", "drilled"));
  }

  /** Answers a task at which there is nothing to choose. */
  public Drill complete(String taskKey, String user, Map<String, Object> answer) {
    String id = task(taskKey).getId();
    as(
        user,
        () -> {
          tasks.complete(id, answer);
          return id;
        });
    return settle();
  }

  /** One person vouches for all hosts that are asked about, with everything ticked. */
  public Drill attest(String user) {
    return attest(user, "attest", Map.of());
  }

  /** The same with something else on the form, as in {@code Map.of("hosts", "north-1")}. */
  public Drill attest(String user, String decision, Map<String, Object> otherwise) {
    Task task = task("attestSiteDown");
    List<String> hosts = new ArrayList<>();
    shown(task, "attestation")
        .get("hostOptions")
        .forEach(option -> hosts.add(option.get("value").asText()));
    Map<String, Object> form =
        new HashMap<>(
            Map.of(
                "decision",
                decision,
                "comment",
                "the duty engineer at the gate sees no light",
                "hosts",
                String.join(",", hosts),
                "checkedPower",
                true,
                "checkedStorage",
                true,
                "checkedPeople",
                true,
                "override",
                false));
    form.putAll(otherwise);
    Map<String, Object> answer = withFingerprint(task, form);
    as(
        user,
        () -> {
          tasks.complete(task.getId(), answer);
          return task;
        });
    return settle();
  }

  public JsonNode attestation() {
    return shown(task("attestSiteDown"), "attestation");
  }

  public Drill abort(String user) {
    return abort(user, run().ticket());
  }

  public Drill abort(String user, String ticket) {
    as(
        user,
        () ->
            runtime
                .startProcessInstanceByKey(
                    "abort-run", Map.of("ticket", ticket, "reason", "drilled"))
                .getId());
    return settle();
  }

  /** The site of the failover is lost; from now on the drill is about the recovery. */
  public Drill declareLost(String user) {
    as(
        user,
        () ->
            runtime
                .startProcessInstanceByKey(
                    "declare-site-lost", Map.of("ticket", run().ticket(), "reason", "drilled"))
                .getId());
    runId = runs().get(0).id();
    return settle();
  }

  /** An administrator deletes the instance in Cockpit. */
  public Drill cancel() {
    runtime.deleteProcessInstance(runId, "drilled");
    return this;
  }

  /** As the clock does every few minutes. */
  public Drill audit() {
    as(
        "operator",
        () ->
            runtime
                .startProcessInstanceByKey("audit-readiness", Map.of("cluster", CLUSTER))
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
    return tick(Duration.ofSeconds(1));
  }

  private Drill tick(Duration time) {
    clock.advance(time);
    settle();
    watch.look();
    return settle();
  }

  /** So much time in one step: of all of it, Siteswap sees only the end. */
  public Drill later(Duration time) {
    clock.advance(time.minusSeconds(1));
    return tick();
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

  public Drill until(BooleanSupplier condition) {
    Instant latest = clock.instant().plus(LONGEST);
    Instant asked = clock.instant().plus(PEOPLE);
    while (!condition.getAsBoolean()) {
      asked = tasks.createTaskQuery().count() == 0 ? clock.instant().plus(PEOPLE) : asked;
      if (clock.instant().isAfter(latest) || clock.instant().isAfter(asked)) {
        throw new AssertionError("it never happened: " + describe());
      }
      // As often as it takes to see each step of what takes minutes.
      tick(Duration.ofSeconds(2));
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

  /** Where something failed; not what the engine says of it further up. */
  public List<Incident> incidents() {
    return runtime.createIncidentQuery().list().stream()
        .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
        .toList();
  }

  /** As the operator, by the process "Retry a run". */
  public Drill retryIncidents() {
    as(
        "operator",
        () ->
            runtime
                .startProcessInstanceByKey(
                    "retry-run", Map.of("ticket", run().ticket(), "reason", "drilled"))
                .getId());
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

  /** Requests that wanted to change something in the Manager. */
  public int actions() {
    return List.of(
            "/hosts/{host}/forceselectspm",
            "/hosts/{host}/deactivate",
            "/hosts/{host}/activate",
            "/vms/{vm}/migrate")
        .stream()
        .mapToInt(path -> requests("POST", path))
        .sum();
  }

  /** All requests since the world began, or since they were forgotten. */
  public int requests() {
    return control.control("GET", "statistics", "").get("total").asInt();
  }

  public Drill forgetRequests() {
    control.control("DELETE", "statistics", "");
    return this;
  }

  /** What is shown to those who decide on a failure. */
  public JsonNode facts() {
    return shown(
        findTask("decideOnRefusedChanges").orElseGet(() -> task("decideOnStuckChanges")), "facts");
  }

  /** What is shown to those who approve. */
  public JsonNode form() {
    return shown(task(approval()), "plan");
  }

  /** What the form of that task shows. */
  public JsonNode shown(String key, String variable) {
    return shown(task(key), variable);
  }

  public List<String> candidateGroups(String key) {
    return tasks.getIdentityLinksForTask(task(key).getId()).stream()
        .map(link -> link.getGroupId())
        .filter(Objects::nonNull)
        .toList();
  }

  private JsonNode shown(Task task, String variable) {
    return TwinControl.read(shown(task).getValueTyped(variable).getValue().toString());
  }

  /** All that the form of the task shows, as Tasklist gets it. */
  private VariableMap shown(Task task) {
    return forms.getTaskFormVariables(task.getId(), null, false);
  }

  /** What people have read is what they decide on. */
  private Map<String, Object> withFingerprint(Task task, Map<String, Object> answer) {
    Map<String, Object> all = new HashMap<>(answer);
    Object fingerprint = shown(task).get("fingerprint");
    if (fingerprint != null) {
      all.putIfAbsent("fingerprint", fingerprint);
    }
    return all;
  }

  /** The change of the run to the object of that name. */
  public Entry change(String object) {
    return changes().stream()
        .filter(entry -> entry.change().object().name().equals(object))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no change of " + object));
  }

  /** The newest first. */
  public List<Run> runs() {
    return database
        .sql("select id from run order by started_at desc")
        .query(String.class)
        .list()
        .stream()
        .map(runs::get)
        .toList();
  }

  /** Without what they have called. */
  public long instances() {
    return runtime.createProcessInstanceQuery().rootProcessInstances().count();
  }

  private String describe() {
    return "run %s; tasks %s; incidents %s; %s"
        .formatted(
            runId.isEmpty()
                ? "none"
                : run().outcome() + ", " + run().waitingFor() + " in " + run().phase(),
            tasks.createTaskQuery().list().stream().map(Task::getTaskDefinitionKey).toList(),
            incidents().stream().map(Incident::getIncidentMessage).toList(),
            changes().stream()
                .filter(entry -> !entry.isClosed())
                .map(
                    e ->
                        e.change().object().name() + " " + e.state().word() + " " + e.description())
                .toList());
  }
}
