package io.siteswap.manager.inventory;

/** The data centre. */
public record DataCenter(String id, String name, DataCenterStatus status) {
  /** One that the Manager does not have yet. */
  public static DataCenter missing(String name) {
    return new DataCenter("", name, DataCenterStatus.MISSING);
  }

  public boolean isThere() {
    return !id.isEmpty();
  }

  public boolean isUp() {
    return status == DataCenterStatus.UP;
  }
}
