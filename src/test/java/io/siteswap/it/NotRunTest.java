package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotRunTest {
  @TempDir Path reports;

  @Test
  void saysWhichTestsAndWhy() throws Exception {
    Files.writeString(
        reports.resolve("TEST-two.xml"),
        """
        <testsuite name="two" tests="3">
          <testcase name="runs" classname="io.siteswap.TwoIT" time="1"/>
          <testcase name="waits" classname="io.siteswap.TwoIT" time="0">
            <skipped message="no disk"/>
          </testcase>
          <testcase name="" classname="io.siteswap.OneIT"><skipped message="no browser"/></testcase>
        </testsuite>
        """);

    Files.writeString(
        reports.resolve("TEST-zero.xml"), "<testsuite name='io.siteswap.ZeroIT' tests='0'/>");

    assertThat(NotRun.in(reports, Instant.EPOCH))
        .containsExactly(
            "  io.siteswap.TwoIT.waits: no disk",
            "  io.siteswap.OneIT (the whole class): no browser",
            "  io.siteswap.ZeroIT (the whole class)");
    assertThat(NotRun.in(reports, Instant.now().plusSeconds(60))).isEmpty();
    assertThat(NotRun.in(reports.resolve("none"), Instant.EPOCH)).isEmpty();
  }
}
