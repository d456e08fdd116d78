package io.siteswap.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** What is wrong with the machine is one sentence, before anything is made. */
@ExtendWith(OutputCaptureExtension.class)
class FootingTest {
  @TempDir Path folder;

  private static Environment start(Map<String, Object> settings) {
    try (var context = new GenericWebApplicationContext()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("drill", settings));
      new Footing().initialize(context);
      return context.getEnvironment();
    }
  }

  private static void startIn(Path data) {
    start(Map.of("spring.datasource.url", "jdbc:h2:file:" + data + "/siteswap;WRITE_DELAY=0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server.port", "management.server.port", "siteswap.twin.port"})
  void aPortIsAPort(String property) {
    for (String wrong : new String[] {"99999", "-1", "http", "80 81", "65536", ""}) {
      assertThatThrownBy(() -> start(Map.of(property, wrong)))
          .isInstanceOf(WrongConfiguration.class)
          .hasMessage("%s is '%s'", property, wrong);
    }
    Map<String, Object> right = new HashMap<>();
    for (String port : new String[] {"0", "8080", "65535"}) {
      right.put(property, port);
      start(right);
    }
  }

  @Test
  void aFolderOfTheDataThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "not a folder");

    assertThatThrownBy(() -> startIn(file))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessage("The data is to be kept in %s, which is a file", file);
    assertThat(file).hasContent("not a folder");
  }

  @Test
  void aFolderBelowAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> startIn(file.resolve("data")))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining("where nothing can be written");
  }

  /** Not even root may write there. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatMayNotBeWrittenToIsRefused() {
    assertThatThrownBy(() -> startIn(Path.of("/proc/siteswap")))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining("in /proc/siteswap, where nothing can be written");
  }

  @Test
  void aDatabaseThatAnotherHasOpenIsRefused() throws SQLException {
    startIn(folder);
    try (Connection another =
        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("siteswap"))) {
      assertThat(another.isValid(1)).isTrue();

      assertThatThrownBy(() -> startIn(folder))
          .isInstanceOf(WrongConfiguration.class)
          .hasMessage(
              "The database %s is in use by another process", folder.resolve("siteswap.mv.db"));
    }
    startIn(folder);
  }

  /** As whoever starts it sees it. */
  @Test
  void isToldInASentenceWithTheRemedyAndNoStackTrace(CapturedOutput log) throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("siteswap");
    try (Connection another = DriverManager.getConnection(url)) {
      assertThat(another.isValid(1)).isTrue();
      SpringApplication siteswap = new SpringApplication(FootingTest.class);
      siteswap.setWebApplicationType(WebApplicationType.SERVLET);

      assertThatThrownBy(() -> siteswap.run("--spring.datasource.url=" + url))
          .isInstanceOf(WrongConfiguration.class);
    }

    assertThat(log.getAll())
        .contains("siteswap.mv.db is in use by another process", "give this one a folder")
        .doesNotContain("\tat ");
  }

  /** It once had a file for that, which grew for ever. */
  @Test
  void whatTheDatabaseHasToSayGoesIntoNoFileOfItsOwn() throws IOException, SQLException {
    String url =
        new YamlPropertySourceLoader()
            .load("application", new ClassPathResource("application.yaml")).stream()
                .map(source -> source.getProperty("spring.datasource.url"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .toString()
                .replace("${siteswap.data}", folder.toString());
    try (Connection database = DriverManager.getConnection(url);
        Statement wrong = database.createStatement()) {
      assertThatThrownBy(() -> wrong.execute("select nothing from nowhere"))
          .isInstanceOf(SQLException.class);
    }

    assertThat(folder).isDirectoryNotContaining("glob:**trace*");
  }

  @Test
  void nobodyElseReadsTheData() throws IOException {
    Path data = folder.resolve("new/data");
    startIn(data);

    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("siteswap.mv.db"))).isEqualTo("rw-------");
  }

  @Test
  void aDatabaseThatEverybodyCouldReadIsClosedAtTheNextStart() throws Exception {
    anOlderDatabase();
    Path database = folder.resolve("siteswap.mv.db");
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));

    startIn(folder);

    assertThat(permissions(database)).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  // --- the password of the database ------------------------------------------------------------

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aNewDatabaseHasAPasswordOfItsOwn() throws Exception {
    String password = passwordAfterStart();

    open(password).close();
    assertThat(password).hasSizeGreaterThan(40);
    assertThatThrownBy(() -> open("")).hasMessageContaining("Wrong user name or password");
    assertThat(passwordAfterStart()).isEqualTo(password);
    assertThat(permissions(kept())).isEqualTo("rw-------");
  }

  @Test
  void anOlderDatabaseIsGivenOne() throws Exception {
    anOlderDatabase();

    String password = passwordAfterStart();

    assertThatThrownBy(() -> open("")).hasMessageContaining("Wrong user name or password");
    try (Connection opened = open(password)) {
      assertThat(opened.createStatement().executeQuery("select * from run").next()).isFalse();
    }
  }

  /** Killed before the database has heard of the password, or after. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoWasKilledMeanwhileGoesOn(boolean heard) throws Exception {
    anOlderDatabase();
    Files.writeString(kept().resolveSibling("database.password.new"), "half-way");
    if (heard) {
      try (Connection opened = open("")) {
        opened.createStatement().execute("alter user sa set password 'half-way'");
      }
    }

    assertThat(passwordAfterStart()).isEqualTo("half-way");
    open("half-way").close();
    assertThat(kept().resolveSibling("database.password.new")).doesNotExist();
  }

  @Test
  void aPasswordThatIsLostIsSaid() throws Exception {
    open(passwordAfterStart()).close();
    Files.delete(kept());

    assertThatThrownBy(this::passwordAfterStart)
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining(kept() + ", which is not there");
  }

  @Test
  void aDamagedDatabaseIsSaid() throws Exception {
    Files.writeString(folder.resolve("siteswap.mv.db"), "not at all one");

    assertThatThrownBy(this::passwordAfterStart)
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining("siteswap.mv.db cannot be opened");
  }

  @Test
  void whatIsConfiguredIsLeftAlone() {
    Environment started =
        start(Map.of("spring.datasource.url", url(), "spring.datasource.password", "ours"));

    assertThat(started.getProperty("spring.datasource.password")).isEqualTo("ours");
    assertThat(kept()).doesNotExist();
  }

  private void anOlderDatabase() throws Exception {
    try (Connection opened = open("")) {
      opened.createStatement().execute("create table run (id varchar)");
    }
  }

  private String passwordAfterStart() {
    return start(Map.of("spring.datasource.url", url())).getProperty("spring.datasource.password");
  }

  private Connection open(String password) throws SQLException {
    return DriverManager.getConnection(url(), "sa", password);
  }

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("siteswap");
  }

  private Path kept() {
    return folder.resolve("database.password");
  }
}
