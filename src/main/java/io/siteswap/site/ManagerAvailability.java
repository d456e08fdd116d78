package io.siteswap.site;

/** How the Manager itself survives the loss of a machine or of a site. */
public enum ManagerAvailability {
  HIGH_AVAILABILITY_ADD_ON("high-availability-add-on"),
  HA_VM("ha-vm"),
  CLUSTER_SUITE("cluster-suite"),
  PUBLIC_CLOUD("public-cloud");

  private final String word;

  ManagerAvailability(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
