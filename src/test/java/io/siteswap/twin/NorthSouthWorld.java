package io.siteswap.twin;

import io.siteswap.twin.world.CountedVms;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.PowerManagement;
import io.siteswap.twin.world.TimeAnchor;
import io.siteswap.twin.world.TwinAgent;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinJob;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.JobStatus;
import org.ovirt.engine.sdk4.types.StepEnum;
import org.ovirt.engine.sdk4.types.StepStatus;

/** The world behind the second set of recorded exchanges, with its ids and states. */
final class NorthSouthWorld {
  static final String NORTH_1 = "213aeb24-c44b-481a-b908-316c078ef0fb";
  private static final String NORTH_2 = "c1bf5a67-40b0-4b17-95e9-f9fbe0fd59da";
  private static final String SOUTH_1 = "e1df0da8-eac6-4912-bfe6-4fc868cdbefb";
  private static final String SOUTH_2 = "1efc3cef-d8d5-4417-93bc-c20f06f033f7";
  private static final String VM1 = "8332cba7-21e1-404d-8272-eb1455db8f21";
  private static final String VM3 = "6deb4c56-8ba6-4cdc-8635-4e74e70f507a";
  private static final String VM5 = "35d80237-a758-49c0-a736-9a6c1403449f";
  private static final String VM6 = "c3c75e0c-aa75-4aee-a000-073a9fbf2028";
  private static final String OWN_JOB = "b74037a0-306d-4e27-8b00-b74c17f4904e";
  private static final String EXTERNAL_JOB = "41983306-dd6e-4921-8a9c-d11282903fd6";
  private static final String STEP = "e618e438-8729-406c-9843-250dcf502f17";
  private static final String DOMAIN = "00000000-0000-0000-0000-0000000000d1";

  final World world = new World();

  private NorthSouthWorld(Instant now) {
    world.anchor = TimeAnchor.start(now, 1);
    world.now = now;
    world.cluster = "b355a259-2125-4d84-81cf-c8802a2454db";
    world.clusterName = "cluster1";
    world.dataCentre.id = "761ecad8-e312-49fc-9c33-cde9e015eed8";
    world.dataCentre.name = "dc1";
    world.domains.add(TwinDomain.active(DOMAIN, "nfs1", true, "/export/nfs1", 1L << 38, 1L << 36));
    host(NORTH_1, "north-1", "10.99.0.11");
    host(NORTH_2, "north-2", "10.99.0.12");
    host(SOUTH_1, "south-1", "10.99.0.13");
    host(SOUTH_2, "south-2", "10.99.0.14");
    vm(VM1, "vm1");
    vm(VM3, "vm3");
    vm(VM5, "vm5");
    world.dataCentre.spm = Optional.of(SOUTH_1);
  }

  /** The world as it was when that exchange was recorded. */
  static World at(String number, Instant now) {
    return new NorthSouthWorld(now).prepared(number).world;
  }

  /** Before the losses: six VMs on the two hosts of the north, of which one is the SPM. */
  static World full(Instant now) {
    NorthSouthWorld world = new NorthSouthWorld(now);
    world.vm("00000000-0000-0000-0000-000000000002", "vm2");
    world.vm("00000000-0000-0000-0000-000000000004", "vm4");
    world.vm(VM6, "vm6");
    world.world.vms.values().stream()
        .filter(vm -> vm.name.matches("vm[246]"))
        .forEach(vm -> vm.host = Optional.of(NORTH_2));
    world.world.dataCentre.spm = Optional.of(NORTH_1);
    return world.world;
  }

  /** Later, with VMs on both sites. */
  static World failedOver(Instant now) {
    World world = full(now);
    world.vms.values().stream()
        .filter(vm -> vm.name.matches("vm[236]"))
        .forEach(vm -> vm.host = Optional.of(SOUTH_2));
    world.vms.values().stream()
        .filter(vm -> vm.name.matches("vm[45]"))
        .forEach(vm -> vm.host = Optional.of(NORTH_2));
    world.vms.get(VM1).host = Optional.of(SOUTH_1);
    return world;
  }

  private NorthSouthWorld prepared(String number) {
    return switch (number) {
      case "702" -> job(OWN_JOB, false);
      case "704", "707" -> job(EXTERNAL_JOB, true);
      case "705" -> job(EXTERNAL_JOB, true).step();
      case "706" -> since(355);
      case "708" -> job(EXTERNAL_JOB, true).ended();
      case "709" -> refusing();
      case "710", "713" -> preparing();
      case "711" -> since(433).noted(notAll("sw-demo-0002"));
      case "712" -> refused();
      case "714" ->
          since(125).noted(failed(VM3, " due to an Error: Internal Engine Error", "4cb0a9d5"));
      case "715" ->
          since(119)
              .noted(
                  Note.of(EventKind.MIGRATION_START_SYSTEM, "vm3", "north-1", "south-2", "")
                      .host(host(NORTH_1))
                      .vm(world.vms.get(VM3))
                      .by(Optional.of("4cb0a9d5")));
      case "717" ->
          since(217)
              .noted(
                  Note.of(EventKind.MAINTENANCE_WITHOUT_REASON, "north-1", EventLog.USER)
                      .host(host(NORTH_1))
                      .by(Optional.of("sw-b2f69431-0004")));
      case "719" -> since(267).noted(vdsmFailed());
      case "720" -> since(273).noted(notAll("sw-71b1f144-0002"));
      case "722", "723" -> powerManaged();
      case "724", "725", "726", "727" -> deadAndCounted();
      default -> this;
    };
  }

  private TwinHost host(String id) {
    return world.hosts.get(id);
  }

  private void host(String id, String name, String address) {
    TwinHost host = new TwinHost();
    host.id = id;
    host.name = name;
    host.address = address;
    host.site = name.replaceAll("-.*", "");
    host.memory = 64L << 30;
    host.spmPriority = host.site.equals("north") ? 10 : 5;
    // As the Manager has them from the beginning.
    host.power = new PowerManagement(false, true, true);
    world.hosts.put(id, host);
  }

  private void vm(String id, String name) {
    TwinVm vm = new TwinVm();
    vm.id = id;
    vm.name = name;
    vm.memory = 1L << 30;
    vm.ha = true;
    vm.lease = Optional.of(DOMAIN);
    vm.host = Optional.of(NORTH_1);
    vm.created = world.now;
    world.vms.put(id, vm);
  }

  private NorthSouthWorld job(String id, boolean external) {
    world.jobs.put(
        id,
        new TwinJob(
            id,
            external
                ? "Siteswap CHG1: fail over north"
                : "Force selecting south-1 as SPM for Data Center dc1",
            JobStatus.STARTED,
            world.now,
            Optional.empty(),
            Optional.empty(),
            external,
            external ? List.of() : List.of(step("Validating"), step("Executing"))));
    return this;
  }

  private TwinJob.Step step(String description) {
    return new TwinJob.Step(
        STEP, description, StepEnum.EXECUTING, StepStatus.STARTED, world.now, Optional.empty());
  }

  private NorthSouthWorld step() {
    world.jobs.computeIfPresent(EXTERNAL_JOB, (id, job) -> job.with(step("Move the SPM")));
    return this;
  }

  private NorthSouthWorld ended() {
    world.jobs.computeIfPresent(
        EXTERNAL_JOB, (id, job) -> job.ended(JobStatus.FINISHED, world.now));
    return this;
  }

  private NorthSouthWorld refusing() {
    host(NORTH_1).refusesMigrations = true;
    return this;
  }

  private NorthSouthWorld preparing() {
    host(NORTH_1).status = HostStatus.PREPARING_FOR_MAINTENANCE;
    host(NORTH_1).reason = Optional.of("CHG1: test");
    return this;
  }

  private NorthSouthWorld powerManaged() {
    for (TwinHost host : world.hosts.values()) {
      host.power = new PowerManagement(true, true, true);
      host.agents.add(new TwinAgent("agent", "bmc-" + host.name, "ipmilan", "admin", 1, false));
    }
    return this;
  }

  /** Its VMs run elsewhere by their leases, and nobody has confirmed it. */
  private NorthSouthWorld deadAndCounted() {
    host(SOUTH_2).status = HostStatus.NON_RESPONSIVE;
    host(SOUTH_2).lostAt = Optional.of(world.now);
    host(SOUTH_2).lastCount = Optional.of(new CountedVms(3, 0));
    return this;
  }

  private NorthSouthWorld since(long event) {
    world.lastEvent = event;
    return this;
  }

  private NorthSouthWorld noted(Note note) {
    new EventLog(world).add(note);
    return this;
  }

  private Note notAll(String correlation) {
    return Note.of(EventKind.MAINTENANCE_MIGRATION_FAILED, "north-1", EventLog.USER)
        .host(host(NORTH_1))
        .by(Optional.of(correlation));
  }

  private Note vdsmFailed() {
    return Note.of(
            EventKind.VDSM_FAILED, "north-1", "MigrateBrokerVDS", "Fatal error during migration")
        .host(host(NORTH_1));
  }

  private Note failed(String vm, String why, String correlation) {
    return failed(vm, why, correlation, "south-2");
  }

  private Note failed(String vm, String why, String correlation, String target) {
    TwinVm about = world.vms.get(vm);
    return Note.of(EventKind.MIGRATION_FAILED_TO_HOST, why, about.name, "north-1", target)
        .host(host(NORTH_1))
        .vm(about)
        .by(Optional.of(correlation));
  }

  private NorthSouthWorld refused() {
    vm(VM6, "vm6");
    return since(428)
        .noted(
            Note.of(EventKind.MIGRATION_START, "vm6", "south-1", "north-2", EventLog.USER)
                .host(host(SOUTH_1))
                .vm(world.vms.get(VM6))
                .by(Optional.of("sw-462043da-0009")))
        .noted(vdsmFailed())
        .noted(failed(VM1, " ", "253e543b"))
        .noted(failed(VM3, " ", "1ddfd925"))
        .noted(failed(VM5, " ", "fd5ee5c", "south-1"))
        .noted(notAll("sw-demo-0002"));
  }
}
