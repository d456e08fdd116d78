package io.siteswap.live;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is shown of a cluster at one instant. A field without a value is null, so that a change can
 * take one away.
 */
record Picture(
    Frame cluster,
    Look look,
    Map<String, HostTile> hosts,
    Map<String, VmDot> vms,
    Map<String, Domain> storage,
    Between between,
    Readiness readiness,
    List<SilentSite> silent,
    Going run,
    Ended lastRun) {

  /** What it is a picture of. */
  record Frame(String name, String managerName, String manager, String primary, String secondary) {}

  /**
   * When it was seen, and how the Manager is.
   *
   * @param knownAt when the last look had ended
   * @param problem why it could not be read when last somebody tried
   */
  record Look(
      Instant hostsAt,
      Instant vmsAt,
      Instant storageAt,
      Instant knownAt,
      String dataCenter,
      String dataCenterStatus,
      String problem,
      Instant problemSince) {}

  /**
   * A host.
   *
   * @param site empty where the host is of none
   * @param spm {@code spm}, {@code contending} or {@code none}
   * @param memory in bytes, like what is free of it
   */
  record HostTile(
      String name, String site, String status, String detail, String spm, long memory, long free) {}

  /** A VM and the id of the host that it runs on. */
  record VmDot(String name, String host, String status) {}

  /** A storage domain. */
  record Domain(String name, String type, String status, boolean master, String external) {}

  /**
   * What is known of the line between the sites, from the last audit.
   *
   * @param replication of each data domain
   */
  record Between(Instant at, List<Trip> trips, Verdict latency, List<Verdict> replication) {}

  /** Milliseconds from here to a site. */
  record Trip(String site, Double median, Double p95) {}

  /** What an audit says of something. */
  record Verdict(String level, String about, String what) {}

  /**
   * How ready the cluster is.
   *
   * @param troubles the worst of what is wrong
   * @param more how many there are besides
   */
  record Readiness(Instant at, List<RunbookState> states, List<Trouble> troubles, int more) {}

  /** Whether a runbook could be carried out. */
  record RunbookState(String runbook, String name, String state) {}

  /** Something that is wrong, and what to do about it. */
  record Trouble(String level, String what, String remedy) {}

  /** A site of which hosts do not answer. */
  record SilentSite(String site, int silent, int hosts, Instant since, boolean whole) {}

  /**
   * The run that is going on.
   *
   * @param step what it is doing, in words
   * @param forPeople whether it waits for people
   * @param askedSince when the first request left
   * @param forecast how long the plan takes, in seconds
   */
  record Going(
      String id,
      String runbook,
      String name,
      String site,
      String ticket,
      String reason,
      String startedBy,
      Instant startedAt,
      String step,
      long done,
      long total,
      boolean forPeople,
      String waitingFor,
      Instant waitingUntil,
      Instant askedSince,
      Long forecast,
      Long target) {}

  /** The run that ended last. */
  record Ended(
      String id, String name, String site, String ticket, String outcome, Instant endedAt) {}

  /** By the names under which they are sent. */
  Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("cluster", cluster);
    parts.put("look", look);
    parts.put("hosts", hosts);
    parts.put("vms", vms);
    parts.put("storage", storage);
    parts.put("between", between);
    parts.put("readiness", readiness);
    parts.put("silent", silent);
    parts.put("run", run);
    parts.put("lastRun", lastRun);
    return parts;
  }

  /**
   * What has to be told to somebody who knows an earlier one: a JSON merge patch (RFC 7396), which
   * is empty when nothing has changed. Of what there are many, only those that differ.
   */
  Map<String, Object> since(Picture earlier) {
    Map<String, Object> before = earlier.parts();
    Map<String, Object> news = new LinkedHashMap<>();
    parts()
        .forEach(
            (name, now) -> {
              Object was = before.get(name);
              if (now instanceof Map<?, ?> some && was instanceof Map<?, ?> others) {
                Map<Object, Object> differing = differing(others, some);
                if (!differing.isEmpty()) {
                  news.put(name, differing);
                }
              } else if (!Objects.equals(now, was)) {
                news.put(name, now);
              }
            });
    return news;
  }

  private static Map<Object, Object> differing(Map<?, ?> before, Map<?, ?> now) {
    Map<Object, Object> differing = new LinkedHashMap<>();
    if (before == now) {
      return differing;
    }
    now.forEach(
        (key, value) -> {
          if (!value.equals(before.get(key))) {
            differing.put(key, value);
          }
        });
    before.keySet().stream()
        .filter(key -> !now.containsKey(key))
        .forEach(key -> differing.put(key, null));
    return differing;
  }
}
