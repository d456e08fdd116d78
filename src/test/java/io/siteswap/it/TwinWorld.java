package io.siteswap.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The twin's world, looked at and disturbed over HTTP. */
class TwinWorld {
  private static final double LEAP = 100;

  private final URI api;
  private final Rest rest;

  TwinWorld(URI api) {
    this.api = api;
    this.rest = Rest.of(api.resolve("/")).as("admin@internal", "admin");
  }

  JsonNode api(String method, String path, String json) {
    return rest.send(method, "/ovirt-engine/api" + path, json).ok().json();
  }

  URI url() {
    return api;
  }

  /** An action of a host, e.g. {@code act("north-1", "deactivate")}. */
  void act(String host, String action) {
    api("POST", "/hosts/" + hostId(host) + "/" + action, "{}");
  }

  /** Says that the host was rebooted by hand. */
  void confirmRebooted(String host) {
    api("POST", "/hosts/" + hostId(host) + "/fence", "{\"fence_type\":\"manual\"}");
  }

  void startVm(String name) {
    String id =
        stream(api("GET", "/vms", "").get("vm"))
            .filter(vm -> text(vm, "name").equals(name))
            .map(vm -> text(vm, "id"))
            .findFirst()
            .orElseThrow();
    api("POST", "/vms/" + id + "/start", "{}");
  }

  /** A fresh world of that size. */
  void renew(int hostsPerSite, int vms) {
    control("POST", "/world", "{\"hostsPerSite\":%d,\"vms\":%d}".formatted(hostsPerSite, vms));
  }

  void speed(double speed) {
    control("POST", "/speed", "{\"speed\":" + speed + "}");
  }

  /** Lets so much of its own time pass in a moment, and goes on at that speed. */
  void pass(Duration time, double speedFromThen) {
    Instant until = now().plus(time);
    speed(LEAP);
    JarProcess.await("time passes", Duration.ofSeconds(60), () -> !now().isBefore(until));
    speed(speedFromThen);
  }

  private Instant now() {
    return Instant.parse(overview().get("time").asText());
  }

  /** The power of a whole site fails. */
  void lose(String site) {
    control("POST", "/sites/" + site + "/lose", "{}");
  }

  /** The twin's words for a fault, in single quotes. */
  void fault(String json) {
    control("POST", "/faults", json.replace('\'', '"'));
  }

  void noFaults() {
    control("DELETE", "/faults", "");
  }

  void countAnew() {
    control("DELETE", "/statistics", "");
  }

  JsonNode overview() {
    return control("GET", "", "");
  }

  String spm() {
    return overview().get("spm").asText();
  }

  List<String> hostStates(String site) {
    return stream(overview().get("hosts"))
        .filter(host -> host.get("site").asText().equals(site))
        .map(host -> host.get("status").asText())
        .toList();
  }

  /** The host of each VM, by their names. */
  Map<String, String> places() {
    Map<String, String> hosts =
        stream(api("GET", "/hosts", "").get("host"))
            .collect(Collectors.toMap(host -> text(host, "id"), host -> text(host, "name")));
    Map<String, String> places = new TreeMap<>();
    stream(api("GET", "/vms", "").get("vm"))
        .forEach(
            vm ->
                places.put(text(vm, "name"), hosts.getOrDefault(text(vm.path("host"), "id"), "")));
    return places;
  }

  /** Where each VM is and whether it is up there, e.g. {@code up on south-1}, by their names. */
  Map<String, String> lives() {
    Map<String, String> lives = places();
    stream(api("GET", "/vms", "").get("vm"))
        .forEach(
            vm ->
                lives.computeIfPresent(
                    text(vm, "name"), (n, h) -> text(vm, "status") + " on " + h));
    return lives;
  }

  /** How often a VM was started while it ran elsewhere: what must never happen. */
  int runningTwice() {
    return control("GET", "/statistics", "").get("runningTwice").asInt();
  }

  String hostId(String name) {
    return stream(api("GET", "/hosts", "").get("host"))
        .filter(host -> text(host, "name").equals(name))
        .map(host -> text(host, "id"))
        .findFirst()
        .orElseThrow();
  }

  /** Requests whose path pattern ends so, e.g. {@code asked("POST", "/deactivate")}. */
  int asked(String method, String end) {
    return stream(control("GET", "/statistics", "").get("requests"))
        .filter(request -> text(request, "method").equals(method))
        .filter(request -> text(request, "path").endsWith(end))
        .mapToInt(request -> request.get("count").asInt())
        .sum();
  }

  /** Requests that have met a fault on such a path; counted when they arrive, before any delay. */
  int met(String path) {
    return stream(control("GET", "/faults", ""))
        .filter(fault -> text(fault, "path").equals(path))
        .mapToInt(fault -> fault.get("matched").asInt())
        .sum();
  }

  List<String> requests() {
    List<String> lines = new ArrayList<>();
    stream(control("GET", "/statistics", "").get("requests"))
        .forEach(
            request ->
                lines.add(
                    "%5d %s %s"
                        .formatted(
                            request.get("count").asInt(),
                            text(request, "method"),
                            text(request, "path"))));
    return lines;
  }

  int total() {
    return control("GET", "/statistics", "").get("total").asInt();
  }

  /** Jobs with their steps that Siteswap keeps there for the runs of a ticket. */
  List<JsonNode> jobsOf(String ticket) {
    return stream(api("GET", "/jobs?follow=steps", "").path("job"))
        .filter(job -> text(job, "description").startsWith("Siteswap " + ticket + ":"))
        .toList();
  }

  /** What it has written into the Manager's log of them. */
  List<String> eventsOf(String ticket) {
    return stream(api("GET", "/events", "").path("event"))
        .map(event -> text(event, "description"))
        .filter(description -> description.startsWith("Siteswap " + ticket + ":"))
        .toList();
  }

  /** Completed migrations by VM. */
  Map<String, Integer> migrations() {
    Map<String, Integer> migrations = new TreeMap<>();
    control("GET", "/statistics", "")
        .get("migrations")
        .properties()
        .forEach(vm -> migrations.put(vm.getKey(), vm.getValue().asInt()));
    return migrations;
  }

  private JsonNode control(String method, String path, String json) {
    return rest.send(method, "/twin" + path, json).ok().json();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
