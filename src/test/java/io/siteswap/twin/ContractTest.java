package io.siteswap.twin;

import static io.siteswap.twin.RecordedWorld.HOST1_PRIMARY;
import static io.siteswap.twin.RecordedWorld.HOST1_SECONDARY;
import static io.siteswap.twin.RecordedWorld.HOST2_PRIMARY;
import static io.siteswap.twin.RecordedWorld.HOST2_SECONDARY;
import static io.siteswap.twin.RecordedWorld.VM1;
import static io.siteswap.twin.RecordedWorld.VM2;
import static io.siteswap.twin.RecordedWorld.VM3;
import static io.siteswap.twin.RecordedWorld.VM4;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.JsonFormat;
import io.siteswap.twin.protocol.XmlFormat;
import io.siteswap.twin.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovirt.engine.sdk4.types.HostStatus;

/** The same requests as once to a real Manager: status, fault, and the elements that matter. */
class ContractTest {
  private static final Path FOLDER = Path.of("src/test/resources/twin/transcripts");
  private static final Path SECOND = Path.of("src/test/resources/twin/transcripts-2");
  private static final List<String> PRIMARY = List.of(HOST1_PRIMARY, HOST2_PRIMARY);
  private static final Set<String> MATTERS =
      Set.of(
          "name",
          "comment",
          "address",
          "port",
          "status",
          "status_detail",
          "description",
          "spm/priority",
          "spm/status",
          "summary/active",
          "summary/migrating",
          "summary/total",
          "high_availability/enabled",
          "high_availability/priority",
          "placement_policy/affinity",
          "memory",
          "hosts_rule/enabled",
          "hosts_rule/positive",
          "hosts_rule/enforcing",
          "vms_rule/enabled",
          "vms_rule/positive",
          "vms_rule/enforcing",
          "priority",
          "positive",
          "enforcing",
          "broken",
          "master",
          "local",
          "fence_type",
          "fault/reason",
          "fault/detail",
          "reason",
          "detail",
          "index",
          "version/major",
          "version/minor",
          "error_handling/on_error",
          "fencing_policy/enabled",
          "fencing_policy/skip_if_connectivity_broken/threshold",
          "fencing_policy/skip_if_sd_active/enabled",
          "ha_reservation",
          "memory_policy/over_commit/percent",
          "cpu/type",
          "power_management/enabled",
          "power_management/automatic_pm_enabled",
          "ssh/port",
          "username",
          "order",
          "encrypt_options",
          "external_status",
          "storage_error_resume_behaviour",
          "next_run_configuration_exists",
          "in_sync",
          "default_policy",
          "locked");

  /** Into what state the world is brought before a request; most meet it as it is. */
  private static void prepare(RecordedWorld w, String number) {
    switch (number) {
      case "016", "017", "018" -> w.empty();
      case "019" -> w.withoutCluster();
      case "021", "033" -> w.withoutHosts();
      case "029" -> w.without(HOST2_PRIMARY).without(VM2);
      case "030" -> w.without(HOST1_SECONDARY).without(VM4);
      case "031" -> w.without(HOST2_SECONDARY).without(VM3);
      case "039" -> w.without(VM1);
      case "041" -> w.without(VM3);
      case "056" -> w.without(VM2);
      case "057" -> w.without(VM4);
      case "280" -> w.on(VM3, HOST2_PRIMARY);
      case "297" -> w.later().on(VM3, HOST2_PRIMARY);
      case "467" -> w.agent(HOST1_SECONDARY);
      case "466" -> w.later().on(VM2, HOST1_SECONDARY).agent(HOST1_SECONDARY);
      case "468" -> w.later().on(VM2, HOST1_SECONDARY).powerManaged(HOST1_SECONDARY);
      case "492" -> w.down(VM3);
      case "544" -> w.ghost("dc1f8051-9c98-4ce6-98be-0df71bb15f55");
      case "121", "123", "124" -> w.events(90).started(VM2).started(VM3).started(VM4);
      case "248" -> w.comment(HOST2_SECONDARY, "c1");
      case "284", "288", "290" -> w.raised(VM3).on(VM3, HOST2_PRIMARY);
      case "411", "412", "414", "416", "418", "419", "420", "422", "423", "424" -> w.later();
      case "188", "192", "194", "195", "196", "198", "199", "200", "201", "202", "203" -> soft(w);
      case "206", "207", "208", "210", "211", "215", "217", "219" -> soft(w);
      case "204", "209", "214", "216", "218" -> soft(w).secondaryHas(HOST1_SECONDARY, VM3);
      case "220" -> w.groups(true, PRIMARY);
      case "222" -> w.groups(true, List.of(HOST1_PRIMARY));
      case "255" -> w.preparing(HOST2_SECONDARY, "");
      case "262", "264" -> w.maintenance(HOST2_SECONDARY);
      case "266" -> w.status(HOST2_SECONDARY, HostStatus.UNASSIGNED);
      case "271" -> w.on(VM3, HOST1_PRIMARY);
      case "273" -> w.on(VM3, HOST1_PRIMARY).migrating(VM3, HOST2_SECONDARY);
      case "286" -> w.on(VM3, HOST2_PRIMARY);
      case "302", "303", "304", "306" -> w.down(VM4);
      case "322" -> w.preparing(HOST1_PRIMARY, "planned switch").on(VM2, HOST1_PRIMARY);
      case "323" -> w.preparing(HOST1_PRIMARY, "planned switch");
      case "328", "329", "330" -> w.maintenance(HOST1_PRIMARY);
      case "340" -> w.spm(HOST2_PRIMARY).priority(HOST1_SECONDARY, -1);
      case "342" -> w.spm(HOST2_PRIMARY);
      case "358" -> w.status(HOST2_SECONDARY, HostStatus.CONNECTING);
      case "368", "369", "370", "374" -> w.deadSpm(HOST2_SECONDARY).unknown(VM3);
      case "356" -> dead(w, HostStatus.CONNECTING);
      case "360", "366", "371" -> w.deadSpm(HOST2_SECONDARY);
      case "362" -> dead(w.unknown(VM3), HostStatus.NON_RESPONSIVE);
      case "448" -> w.status(HOST2_PRIMARY, HostStatus.NON_RESPONSIVE);
      case "449" -> w.deadSpm(HOST1_PRIMARY);
      case "470", "471", "472" -> w.powerManaged(HOST1_SECONDARY);
      case "474" -> w.status(HOST1_SECONDARY, HostStatus.REBOOT).spm(HOST2_SECONDARY);
      case "498" -> w.status(HOST2_PRIMARY, HostStatus.CONNECTING);
      case "506" -> w.status(HOST1_SECONDARY, HostStatus.NON_OPERATIONAL).spm(HOST1_PRIMARY);
      case "510" -> w.unknown(VM1);
      case "511" -> w.status(HOST1_PRIMARY, HostStatus.NON_RESPONSIVE);
      case "376", "379" -> w.status(HOST2_SECONDARY, HostStatus.NON_RESPONSIVE);
      case "380" -> w.down(VM3).status(HOST2_SECONDARY, HostStatus.NON_RESPONSIVE);
      case "443", "444" -> w.unknown(VM3);
      default -> {}
    }
  }

  private static RecordedWorld dead(RecordedWorld world, HostStatus status) {
    return world
        .deadSpm(HOST2_SECONDARY)
        .status(HOST2_SECONDARY, status)
        .comment(HOST2_SECONDARY, "c1")
        .priority(HOST2_SECONDARY, 2);
  }

  private static RecordedWorld soft(RecordedWorld world) {
    return world.groups(false, PRIMARY);
  }

  /** The things the twin has; the Manager knows more. */
  private static final Set<String> OURS =
      Set.of("host", "vm", "cluster", "data_center", "storage_domain", "affinity_group", "event");

  /** In the second set also what says whose event it is, and what kind of job. */
  private static final Set<String> MATTERS_TOO =
      Set.of(
          "auto_cleared",
          "code",
          "correlation_id",
          "custom_id",
          "external",
          "flood_rate",
          "number",
          "origin",
          "power_management/status",
          "severity",
          "succeeded",
          "type");

  static Stream<Transcript> transcripts() throws IOException {
    return read(FOLDER);
  }

  static Stream<Transcript> secondSet() throws IOException {
    return read(SECOND);
  }

  private static Stream<Transcript> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(Transcript::read).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void answersAsTheManagerDid(Transcript recorded) {
    ManualClock clock = new ManualClock();
    RecordedWorld world = new RecordedWorld(clock.instant());
    prepare(world, recorded.name().substring(0, 3));
    try (TwinDrill drill = TwinDrill.start(world.world, clock)) {
      TwinDrill.Response answer = send(drill, recorded);
      compare(recorded, answer, false);
    }
  }

  @ParameterizedTest
  @MethodSource("secondSet")
  void answersAsTheManagerDidInItsOtherWorld(Transcript recorded) {
    ManualClock clock = new ManualClock();
    World world = NorthSouthWorld.at(recorded.name().substring(0, 3), clock.instant());
    try (TwinDrill drill = TwinDrill.start(world, clock)) {
      TwinDrill.Response answer = send(drill, recorded);
      compare(recorded, answer, true);
      if (recorded.name().contains("-external-")) {
        saysNoMore(recorded, answer);
      }
    }
  }

  /** What an answer to the same request lacks of what was answered there. */
  static Map<String, String> missing(TwinDrill drill, Transcript recorded) {
    String type = recorded.answerHeader("Content-Type").orElse("").replaceAll(";.*", "");
    Map<String, String> missing = facts(parse(recorded.answer(), type), false);
    missing
        .entrySet()
        .removeAll(facts(parse(send(drill, recorded).body(), type), false).entrySet());
    return missing;
  }

  private static TwinDrill.Response send(TwinDrill drill, Transcript recorded) {
    URI target = drill.twin.api().resolve(recorded.target());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .method(
                recorded.method(),
                recorded.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(
                        recorded.body().replace("password=secret", "password=admin")));
    for (String name : List.of("Accept", "Content-Type", "Version", "Correlation-Id")) {
      recorded.header(name).ifPresent(value -> request.header(name, value));
    }
    String authorization = recorded.header("Authorization").orElse("");
    if (authorization.startsWith("Basic")) {
      String password = recorded.status() == 200 ? "admin" : "wrong";
      request.header("Authorization", "Basic " + encode("admin@internal:" + password));
      return drill.send(request.build());
    }
    boolean entry = authorization.startsWith("Bearer") && !recorded.name().contains("bogus");
    return entry ? drill.authorized(request) : drill.send(request.build());
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void compare(Transcript recorded, TwinDrill.Response answer, boolean more) {
    assertThat(answer.status())
        .as(recorded.name() + ": " + answer.body())
        .isEqualTo(recorded.status());
    recorded
        .answerHeader("WWW-Authenticate")
        .ifPresent(
            value ->
                assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).hasValue(value));
    String type = recorded.answerHeader("Content-Type").orElse("").replaceAll(";.*", "");
    assertThat(answer.raw().headers().firstValue("Content-Type").orElse(""))
        .as(recorded.name())
        .startsWith(type);
    if (recorded.answer().isEmpty()) {
      assertThat(answer.body()).isEmpty();
    } else if (type.endsWith("json") || type.endsWith("xml")) {
      assertThat(facts(parse(answer.body(), type), more))
          .as(recorded.name())
          .containsAllEntriesOf(facts(parse(recorded.answer(), type), more));
    }
  }

  /** Of what others keep there. */
  private static void saysNoMore(Transcript recorded, TwinDrill.Response answer) {
    assertThat(facts(parse(answer.body(), "xml"), true))
        .as(recorded.name())
        .isEqualTo(facts(parse(recorded.answer(), "xml"), true));
  }

  private static Element parse(String body, String type) {
    try {
      return type.endsWith("json") ? JsonFormat.parse("json", body) : XmlFormat.parse(body);
    } catch (IOException | XMLStreamException broken) {
      throw new IllegalStateException(body, broken);
    }
  }

  /** What is said of whom: "host 8518…: spm/priority" → "5". */
  private static Map<String, String> facts(Element root, boolean more) {
    Map<String, String> facts = new TreeMap<>();
    collect(root, "", "", facts, more);
    return facts;
  }

  private static void collect(
      Element element, String owner, String path, Map<String, String> facts, boolean more) {
    for (Element child : element.children()) {
      String id = child.id().orElse("");
      if (child.name().equals("actions") || child.name().equals("link")) {
        continue;
      }
      if (!id.isEmpty() && !OURS.contains(child.name())) {
        continue;
      }
      if (!id.isEmpty()) {
        collect(child, owner + " " + child.name() + " " + id, "", facts, more);
        facts.put(owner + " " + child.name() + " " + id, "present");
        continue;
      }
      String here = path.isEmpty() ? child.name() : path + "/" + child.name();
      if ((MATTERS.contains(here) || (more && MATTERS_TOO.contains(here)))
          && child.children().isEmpty()) {
        facts.put(owner + ": " + here, normalize(child.text().orElse("")));
      }
      collect(child, owner, isList(child) ? "" : here, facts, more);
    }
  }

  private static boolean isList(Element element) {
    return element.children().stream().anyMatch(child -> child.id().isPresent());
  }

  private static String normalize(String text) {
    return text.trim().replaceAll("https?://[^/]+/", "http://manager/");
  }
}
