package io.siteswap.twin.world;

import java.util.Optional;
import org.ovirt.engine.sdk4.types.ExternalStatus;

/** A storage domain; inactive only while no host sees it. */
public record TwinDomain(
    String id,
    String name,
    boolean master,
    String path,
    long available,
    long used,
    boolean inactive,
    Optional<ExternalStatus> reported) {

  public static TwinDomain active(
      String id, String name, boolean master, String path, long available, long used) {
    return new TwinDomain(id, name, master, path, available, used, false, Optional.empty());
  }

  public TwinDomain withInactive(boolean now) {
    return new TwinDomain(id, name, master, path, available, used, now, reported);
  }

  public TwinDomain withMaster(boolean now) {
    return new TwinDomain(id, name, now, path, available, used, inactive, reported);
  }

  /** With what somebody outside, such as a storage array, says of it. */
  public TwinDomain withReported(ExternalStatus status) {
    return new TwinDomain(id, name, master, path, available, used, inactive, Optional.of(status));
  }

  public ExternalStatus externalStatus() {
    return reported.orElse(ExternalStatus.OK);
  }
}
