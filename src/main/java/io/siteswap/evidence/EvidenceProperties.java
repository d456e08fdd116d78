package io.siteswap.evidence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where evidence is kept, and how the journal is watched.
 *
 * @param folder of the packs
 * @param keyFile of the key that signs them; made where there is none
 * @param anchorFile to which a line a run is added that says where the journal stood
 * @param syslog the same line as a datagram, as {@code host:port}
 * @param checkInterval how often all of the journal is held against its chain and its anchors
 */
@ConfigurationProperties("siteswap.evidence")
record EvidenceProperties(
    Path folder,
    Path keyFile,
    Optional<Path> anchorFile,
    Optional<String> syslog,
    @DefaultValue("1h") Duration checkInterval) {
  EvidenceProperties {
    anchorFile = anchorFile == null ? Optional.empty() : anchorFile;
    syslog = syslog == null ? Optional.empty() : syslog;
    if (checkInterval.isNegative() || checkInterval.isZero()) {
      throw new IllegalArgumentException(
          "siteswap.evidence.check-interval is %s: expected some time, as in 1h"
              .formatted(checkInterval));
    }
    syslog.ifPresent(EvidenceProperties::refuseNoAddress);
  }

  private static void refuseNoAddress(String address) {
    if (!address.matches("[^:\\s]+:[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "siteswap.evidence.syslog is '%s': expected host:port".formatted(address));
    }
  }
}
