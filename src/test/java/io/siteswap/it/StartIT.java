package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.twin.Twin;
import io.siteswap.twin.TwinOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Siteswap says of its configuration when it starts: refuses what cannot work, with the value
 * and what was expected, and starts where only the Manager is away.
 */
class StartIT {
  private static final String DEMO = "--siteswap.clusters.demo.";
  private static final String SECOND = "--siteswap.clusters.second.";
  private static final String CA_FILE = DEMO + "manager.ca-file=";

  @RegisterExtension final Processes processes = new Processes();

  @TempDir static Path folder;
  private static Certificates certificates;
  private static Twin plain;
  private static Twin overTls;

  @BeforeAll
  static void twins() throws IOException {
    certificates = Certificates.in(folder);
    Files.writeString(folder.resolve("garbage.pem"), "this is no certificate\n");
    plain = Twin.start(TwinOptions.defaults(), InstantSource.system());
    overTls =
        Twin.start(TwinOptions.defaults().withTls(certificates.context()), InstantSource.system());
  }

  @AfterAll
  static void noTwins() {
    plain.close();
    overTls.close();
  }

  private record Wrong(URI manager, List<String> settings, List<String> without) {}

  static Stream<Arguments> wrongConfigurations() {
    return Stream.of(
        arguments(
            "a cluster that the Manager does not know",
            wrong(plain, DEMO + "cluster=Defualt"),
            List.of(
                "siteswap.clusters.demo.cluster is 'Defualt'", "Expected the name of a cluster")),
        arguments(
            "a second name of the same cluster",
            wrong(
                plain,
                SECOND + "manager.url=" + plain.api().toString().replace("127.0.0.1", "localhost"),
                SECOND + "manager.user=admin@internal",
                SECOND + "manager.password=admin",
                SECOND + "cluster=Default",
                SECOND + "lease-storage-domain=data",
                SECOND + "primary.name=north",
                SECOND + "primary.hosts=north-*",
                SECOND + "secondary.name=south",
                SECOND + "secondary.hosts=south-*"),
            List.of(
                "siteswap.clusters.demo and siteswap.clusters.second are one and the same",
                "Configure each cluster once")),
        arguments(
            "a host that matches both sites",
            wrong(plain, DEMO + "secondary.hosts[1]=*-2"),
            List.of("host 'north-2' matches both", "primary.hosts", "secondary.hosts")),
        arguments(
            "a site whose patterns match no host",
            wrong(plain, DEMO + "primary.hosts[0]=nroth-*"),
            List.of("[nroth-*], which matches no host", "north-1, north-2, north-3")),
        arguments(
            "a site without any pattern",
            without(plain, DEMO + "primary.hosts"),
            List.of("siteswap.clusters.demo.primary.hosts is missing")),
        arguments(
            "no such ca-file",
            wrong(overTls, CA_FILE + folder.resolve("none.pem")),
            List.of("manager.ca-file is '" + folder.resolve("none.pem"), "cannot be read", "PEM")),
        arguments(
            "a ca-file that holds something else",
            wrong(overTls, CA_FILE + folder.resolve("garbage.pem")),
            List.of("garbage.pem", "BEGIN CERTIFICATE")),
        arguments(
            "a certificate that nobody has signed whom we trust",
            wrong(overTls, CA_FILE + certificates.other()),
            List.of("the certificate of " + overTls.api(), "is not trusted", "other.pem")),
        arguments(
            "a real Manager and nobody who could sign in",
            without(plain, "--siteswap.people."),
            List.of("the demo users do not exist", "siteswap.people.<user>.password")),
        arguments(
            "a password that is the user's own name",
            wrong(plain, "--siteswap.people.operator.password=operator"),
            List.of("siteswap.people.operator.password", "cannot be guessed")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongConfigurations")
  void refuses(String what, Wrong wrong, List<String> description) {
    SiteswapProcess siteswap = start(wrong);

    assertThat(siteswap.awaitExit()).isNotZero();
    assertThat(siteswap.log()).contains(description).contains("APPLICATION FAILED TO START");
    assertThat(siteswap.log()).doesNotContain("Siteswap is ready", "\tat io.siteswap");
  }

  /** CycloneDX, for whoever compares it with the holes that are known. */
  @Test
  void theJarSaysWhatItIsMadeOf() throws IOException {
    try (JarFile jar = new JarFile(Jar.built().toFile())) {
      JsonNode parts =
          new ObjectMapper()
              .readTree(jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json")));
      assertThat(parts.get("bomFormat").asText()).isEqualTo("CycloneDX");
      assertThat(parts.get("components").findValuesAsText("purl"))
          .anyMatch(purl -> purl.startsWith("pkg:maven/org.ovirt.engine.api/sdk@"))
          .anyMatch(purl -> purl.startsWith("pkg:maven/org.camunda.bpm/camunda-engine@"))
          .noneMatch(purl -> purl.contains("junit"));
    }
  }

  @Test
  void trustsTheConfiguredCaAndKnowsNoDemoUsers() {
    SiteswapProcess siteswap =
        processes.siteswap(
            SiteswapProcess.and(
                SiteswapProcess.with(overTls.api()), CA_FILE + certificates.right()));
    siteswap.start();

    System.out.println("start to ready: " + siteswap.startToReady().toMillis() + " ms");
    assertThat(siteswap.health().at("/components/manager/status").asText()).isEqualTo("UP");
    for (String user : List.of("operator", "approver-1", "approver-2", "auditor", "admin")) {
      assertThat(siteswap.rest().as(user, user).get("/api/runs").status()).isEqualTo(401);
    }
    assertThat(siteswap.log()).doesNotContain("own name as password");
  }

  @Test
  void startsWithoutItsManagerAndFindsItLater() {
    int port = Processes.freePort();
    SiteswapProcess siteswap =
        processes.siteswap(
            SiteswapProcess.with(URI.create("http://127.0.0.1:" + port + "/ovirt-engine/api")));
    siteswap.start();

    JsonNode away = siteswap.health();
    assertThat(away.get("status").asText()).isEqualTo("DOWN");
    assertThat(away.at("/components/manager/status").asText()).isEqualTo("DOWN");
    assertThat(away.at("/components/manager/details/demo").asText()).isNotBlank();

    try (Twin back = Twin.start(TwinOptions.defaults().withPort(port), InstantSource.system())) {
      JarProcess.await(
          "the Manager at " + back.api() + " is found again",
          Duration.ofSeconds(20),
          () -> siteswap.health().get("status").asText().equals("UP"));
    }
  }

  private SiteswapProcess start(Wrong wrong) {
    List<String> settings = new ArrayList<>(List.of(SiteswapProcess.with(wrong.manager())));
    settings.removeIf(setting -> wrong.without().stream().anyMatch(setting::startsWith));
    wrong.settings().forEach(changed -> replace(settings, changed));
    // What is refused need not keep anything.
    settings.add("--spring.datasource.url=jdbc:h2:mem:refused");
    SiteswapProcess siteswap = processes.siteswap(settings.toArray(String[]::new));
    siteswap.spawn();
    return siteswap;
  }

  private static void replace(List<String> settings, String changed) {
    String property = changed.substring(0, changed.indexOf('=') + 1);
    settings.removeIf(setting -> setting.startsWith(property));
    settings.add(changed);
  }

  private static Wrong wrong(Twin manager, String... settings) {
    return new Wrong(manager.api(), List.of(settings), List.of());
  }

  private static Wrong without(Twin manager, String prefix) {
    return new Wrong(manager.api(), List.of(), List.of(prefix));
  }
}
