package io.siteswap.twin.world;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a role may allow, with the Manager's numbers, and which requests need it here. */
public enum Permit {
  CREATE_VM(1, "POST /vms"),
  DELETE_VM(2, "DELETE /vms/[^/]+"),
  EDIT_VM_PROPERTIES(3, "PUT /vms/[^/]+"),
  MIGRATE_VM(6, "POST /vms/[^/]+/(migrate|cancelmigration)"),
  STOP_VM(18, "POST /vms/[^/]+/stop"),
  SHUT_DOWN_VM(19, "POST /vms/[^/]+/shutdown"),
  RUN_VM(22, "POST /vms/[^/]+/start"),
  CREATE_HOST(100, "POST /hosts"),
  EDIT_HOST_CONFIGURATION(
      101, "PUT /hosts/[^/]+|POST /hosts/[^/]+/(install|fenceagents)|DELETE .*/fenceagents/.*"),
  DELETE_HOST(102, "DELETE /hosts/[^/]+"),
  MANIPULATE_HOST(103, "POST /hosts/[^/]+/(activate|deactivate|forceselectspm|fence|refresh)"),
  CONFIGURE_HOST_NETWORK(104, ""),
  CREATE_CLUSTER(400, "POST /clusters"),
  EDIT_CLUSTER_CONFIGURATION(401, "PUT /clusters/[^/]+"),
  DELETE_CLUSTER(402, "DELETE /clusters/[^/]+"),
  MANIPULATE_STORAGE_DOMAIN(603, ""),
  CREATE_STORAGE_POOL(700, "POST /datacenters"),
  DELETE_STORAGE_POOL(701, "DELETE /datacenters/[^/]+"),
  CONFIGURE_ENGINE(800, ""),
  LOGIN(1300, ""),
  TAG_MANAGEMENT(1301, "(POST|DELETE) (/tags|/(vms|hosts)/[^/]+/tags).*"),
  INJECT_EXTERNAL_EVENTS(1400, "POST /events"),
  MANIPULATE_AFFINITY_GROUPS(1550, "(POST|PUT|DELETE) /clusters/[^/]+/affinitygroups.*");

  public final int number;
  private final Pattern requests;

  Permit(int number, String requests) {
    this.number = number;
    this.requests = Pattern.compile(requests);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Permit> named(String word) {
    return Arrays.stream(values()).filter(permit -> permit.word().equals(word)).findFirst();
  }

  public boolean isNeededFor(String method, String path) {
    return requests.matcher(method + " " + path).matches();
  }
}
