package io.siteswap.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Siteswap as a process of its own, and what people do with it over REST. */
class SiteswapProcess extends JarProcess {
  /** Settings of a cluster whose Manager stands elsewhere, and of the people to use it. */
  static String[] with(URI manager) {
    return new String[] {
      "--siteswap.clusters.demo.manager.url=" + manager,
      "--siteswap.clusters.demo.manager.user=admin@internal",
      "--siteswap.clusters.demo.manager.password=admin",
      "--siteswap.clusters.demo.cluster=Default",
      "--siteswap.clusters.demo.lease-storage-domain=data",
      "--siteswap.clusters.demo.primary.name=north",
      "--siteswap.clusters.demo.primary.hosts[0]=north-*",
      "--siteswap.clusters.demo.secondary.name=south",
      "--siteswap.clusters.demo.secondary.hosts[0]=south-*",
      "--siteswap.sign-in.basic=true",
      "--siteswap.people.operator.password=drill-operator",
      "--siteswap.people.operator.groups[0]=dr-operators",
      "--siteswap.people.approver-1.password=drill-approver-1",
      "--siteswap.people.approver-1.groups[0]=dr-approvers",
      "--siteswap.people.approver-2.password=drill-approver-2",
      "--siteswap.people.approver-2.groups[0]=dr-approvers",
      "--siteswap.people.admin.password=drill-admin",
      "--siteswap.people.admin.groups[0]=camunda-admin"
    };
  }

  static String[] and(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  private static final Pattern READY = Pattern.compile("Tasklist\\s+(http://localhost:\\d+)");
  private static final Duration WORTH_TELLING = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean demoPeople;
  private Rest rest;
  private Instant spawnedAt = Instant.EPOCH;
  private Instant readyAt = Instant.EPOCH;
  private Duration startToReady = Duration.ZERO;

  SiteswapProcess(String name, Path data, List<String> java, String... args) {
    super(
        name,
        data,
        Map.of("HOSTNAME", "drill"),
        java,
        and(
            and(new String[] {"--server.port=0", "--siteswap.data=" + data}, deskless(args)),
            args));
    demoPeople = Stream.of(args).noneMatch(arg -> arg.startsWith("--siteswap.people."));
  }

  @Override
  void spawn() {
    spawnedAt = Instant.now();
    super.spawn();
  }

  /** Only what is about tickets has a desk: it would ask about all the others. */
  private static String[] deskless(String... args) {
    return Stream.of(args).anyMatch(arg -> arg.contains("desk"))
        ? new String[0]
        : new String[] {"--siteswap.twin.desk.enabled=false"};
  }

  /** Starts it, for the first time or again, and waits until it is ready. */
  SiteswapProcess start() {
    spawn();
    return awaitReady();
  }

  /** Waits for one that was spawned. */
  SiteswapProcess awaitReady() {
    rest = Rest.of(URI.create(awaitInLog(READY)));
    readyAt = Instant.now();
    startToReady = Duration.between(spawnedAt, readyAt);
    return this;
  }

  Duration startToReady() {
    return startToReady;
  }

  Instant readyAt() {
    return readyAt;
  }

  URI url() {
    return rest.root();
  }

  Rest rest() {
    return rest;
  }

  Rest as(String user) {
    return rest.as(user, password(user));
  }

  String password(String user) {
    return demoPeople ? user : "drill-" + user;
  }

  JsonNode health() {
    return rest.get("/actuator/health").json();
  }

  // --- what people do --------------------------------------------------------------------------

  /** Starts a runbook as the operator and returns the id of the run. */
  String run(String runbook, String site, String ticket) {
    String body =
        variables(
            Map.of("cluster", "demo", "site", site, "ticket", ticket, "reason", "a drill of ours"));
    return as("operator")
        .post("/engine-rest/process-definition/key/" + runbook + "/start", body)
        .ok()
        .json()
        .get("id")
        .asText();
  }

  void decide(String task, String user, String decision) {
    complete(task, user, Map.of("decision", decision, "comment", "drilled"));
  }

  /** Vouches for these hosts, with everything ticked. */
  void attest(String user, List<String> hosts) {
    complete(
        "attestSiteDown",
        user,
        Map.of(
            "decision",
            "attest",
            "comment",
            "no light at the gate",
            "hosts",
            String.join(",", hosts),
            "checkedPower",
            "true",
            "checkedStorage",
            "true",
            "checkedPeople",
            "true"));
  }

  private void complete(String task, String user, Map<String, String> values) {
    String id = awaitTask(task);
    Map<String, String> answer = new HashMap<>(values);
    String fingerprint = form(id).at("/fingerprint/value").asText();
    if (!fingerprint.isEmpty()) {
      answer.put("fingerprint", fingerprint);
    }
    as(user).post("/engine-rest/task/" + id + "/complete", variables(answer)).ok();
  }

  /** What the form of that task shows. */
  String shown(String task, String variable) {
    return form(awaitTask(task)).at("/" + variable + "/value").asText();
  }

  private JsonNode form(String id) {
    return as("operator")
        .get("/engine-rest/task/%s/form-variables?deserializeValues=false".formatted(id))
        .ok()
        .json();
  }

  void abort(String run) {
    as("operator").post("/api/runs/" + run + "/abort", "{\"reason\":\"drilled\"}").ok();
  }

  static String variables(Map<String, String> values) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode variables = body.putObject("variables");
    values.forEach((name, value) -> variables.putObject(name).put("value", value));
    return body.toString();
  }

  // --- what is to be seen ----------------------------------------------------------------------

  String awaitTask(String key) {
    await("task " + key, LONGEST, () -> !tasks(key).isEmpty());
    return tasks(key).get(0);
  }

  List<String> tasks(String key) {
    JsonNode tasks = as("operator").get("/engine-rest/task?taskDefinitionKey=" + key).ok().json();
    return StreamSupport.stream(tasks.spliterator(), false)
        .map(task -> task.get("id").asText())
        .toList();
  }

  JsonNode run(String id) {
    return as("operator").get("/api/runs/" + id).ok().json();
  }

  /** The run without its plan: what is asked often has to be cheap. */
  JsonNode summary(String id) {
    JsonNode runs = as("operator").get("/api/runs").ok().json();
    return StreamSupport.stream(runs.spliterator(), false)
        .filter(run -> run.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** How long each step of the run took that took its time, in the order in which they began. */
  List<String> steps(String run) {
    JsonNode instances = as("operator").get("/api/runs/" + run + "/instances").ok().json();
    return StreamSupport.stream(instances.spliterator(), false)
        .flatMap(instance -> stepsOf(run, instance))
        .sorted()
        .toList();
  }

  private Stream<String> stepsOf(String run, JsonNode instance) {
    String path = "/api/runs/%s/instances/%s/steps".formatted(run, instance.get("id").asText());
    return StreamSupport.stream(as("operator").get(path).ok().json().spliterator(), false)
        .map(step -> step(instance, step))
        .flatMap(Optional::stream);
  }

  private static Optional<String> step(JsonNode instance, JsonNode step) {
    Instant began = Instant.parse(step.get("startedAt").asText());
    Duration took = Duration.between(began, Instant.parse(step.get("endedAt").asText()));
    return took.compareTo(WORTH_TELLING) < 0
        ? Optional.empty()
        : Optional.of(
            "%s %6.1f s  %s: %s"
                .formatted(
                    began,
                    took.toMillis() / 1000.0,
                    instance.get("name").asText(),
                    step.get("step").asText()));
  }

  JsonNode changes(String run) {
    return as("operator").get("/api/runs/" + run + "/changes?size=1000").ok().json();
  }

  String state(String run) {
    return run(run).get("state").asText();
  }

  /** The phase, or nothing before the first. */
  Optional<String> phase(String run) {
    return Optional.ofNullable(run(run).get("phase").textValue());
  }

  String waitingFor(String run) {
    return run(run).path("waitingFor").asText("");
  }

  void awaitState(String run, String state) {
    try {
      await("run ends as " + state, LONGEST, () -> state(run).equals(state));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ": " + run(run), e);
    }
  }
}
