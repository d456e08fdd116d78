package io.siteswap.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting that nothing reads is told. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownSettingsTest {
  @ConfigurationProperties("siteswap")
  record Known(Map<String, Part> clusters) {
    record Part(String leaseStorageDomain, String cluster) {}
  }

  @EnableConfigurationProperties(Known.class)
  static class Settings {}

  @Test
  void tellsWhatIsMisspeltWhereverItStands(CapturedOutput log) {
    new ApplicationContextRunner()
        .withUserConfiguration(Settings.class, UnknownSettings.class)
        .withPropertyValues(
            "siteswap.data=/var/lib/siteswap",
            "siteswap.twin.speed=10",
            "siteswap.clusters.demo.cluster=Default",
            "siteswap.clusters.demo.lease-storage-domain=data",
            "siteswap.clusters.demo.lease-storage-domian=data",
            "siteswap.cluster.demo.cluster=Default",
            "siteswop.data=/tmp")
        .run(
            context ->
                context.publishEvent(
                    new ApplicationReadyEvent(
                        new SpringApplication(),
                        new String[0],
                        context.getSourceApplicationContext(),
                        Duration.ZERO)));

    assertThat(log.getOut().lines().filter(line -> line.contains("knows no such setting")))
        .hasSize(2)
        .anyMatch(line -> line.contains(": siteswap.cluster.demo.cluster is set"))
        .anyMatch(line -> line.contains(": siteswap.clusters.demo.lease-storage-domian is set"));
  }
}
