package io.siteswap.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A setting that nothing reads is told. */
class UnknownSettingsTest {
  @ConfigurationProperties("siteswap")
  record Known(Map<String, Part> clusters) {
    record Part(String leaseStorageDomain, String cluster) {}
  }

  @EnableConfigurationProperties(Known.class)
  static class Settings {}

  @Test
  void findsWhatIsMisspeltWhereverItStands() {
    new ApplicationContextRunner()
        .withUserConfiguration(Settings.class)
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
                assertThat(new UnknownSettings(context).unknown())
                    .extracting(ConfigurationPropertyName::toString)
                    .containsExactly(
                        "siteswap.cluster.demo.cluster",
                        "siteswap.clusters.demo.lease-storage-domian"));
  }
}
