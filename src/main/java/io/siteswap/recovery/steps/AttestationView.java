package io.siteswap.recovery.steps;

import io.siteswap.forms.FindingRow;
import io.siteswap.forms.Words;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.BringUpVm;
import io.siteswap.plan.Change;
import io.siteswap.plan.Plan;
import io.siteswap.recovery.AttestationRule;
import io.siteswap.recovery.AttestationTally;
import io.siteswap.recovery.ProbeReport;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.Xrays;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the form of the attestation shows: the probes, the X-ray and what will be done. */
@Component
class AttestationView {
  private static final int NAMED_VMS = 20;

  record Page(
      String headline,
      String alarm,
      String policy,
      List<GivenRow> given,
      List<HostRow> hosts,
      List<Option> hostOptions,
      List<XrayRow> xray,
      String spm,
      String groups,
      String vmSummary,
      List<VmRow> vms,
      List<StayingRow> staying,
      List<FindingRow> findings,
      String fingerprint,
      String link) {}

  record GivenRow(String who, String hosts, String at, String evidence) {}

  record HostRow(
      String name,
      String manager,
      String network,
      String power,
      String lease,
      String storage,
      String verdict) {}

  record Option(String label, String value) {}

  record XrayRow(String what, String until, String unblock) {}

  record VmRow(String name, int priority, String memory, String how) {}

  record StayingRow(String name, String why) {}

  private final StretchClusters clusters;
  private final Xrays xrays;

  AttestationView(StretchClusters clusters, Xrays xrays) {
    this.clusters = clusters;
    this.xrays = xrays;
  }

  String of(
      Run run,
      Plan plan,
      Inventory now,
      AttestationRule rule,
      List<ProbeReport> reports,
      List<SiteAttestation> given) {
    StretchCluster cluster = clusters.named(run.cluster());
    AttestationTally quorum = AttestationTally.of(rule, plan.toBeConfirmed(), reports, given);
    return Json.write(
        new Page(
            "Is site %s of cluster %s really down? (%s)"
                .formatted(run.site(), run.cluster(), run.ticket()),
            alarm(reports),
            policy(rule, quorum),
            given.stream().map(AttestationView::row).toList(),
            reports.stream().map(AttestationView::row).toList(),
            plan.toBeConfirmed().stream()
                .map(host -> new Option(host.name(), host.name()))
                .toList(),
            xray(cluster, run),
            spm(plan),
            groups(plan),
            summary(plan, cluster, run),
            plan.bringUps().limit(NAMED_VMS).map(change -> row(change, now)).toList(),
            plan.staying().stream().map(vm -> new StayingRow(vm.vm().name(), vm.why())).toList(),
            FindingRow.of(run.findings()),
            plan.fingerprint().abbreviated(),
            "/runs/" + run.id()));
  }

  private static String alarm(List<ProbeReport> reports) {
    return reports.stream()
        .map(ProbeReport::doubt)
        .filter(doubt -> !doubt.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String policy(AttestationRule rule, AttestationTally quorum) {
    return "%s of %s must vouch for each host, none of them who started the run%s. A host"
            .formatted(
                people(rule.quorum()),
                String.join(" and ", rule.all()),
                rule.whereOff() < rule.quorum()
                    ? "; %d where power management says off".formatted(rule.whereOff())
                    : "")
        + " that proves itself alive needs one person more. A host that you leave out is left"
        + " out. Still missing: "
        + quorum.description()
        + ".";
  }

  private static String people(int quorum) {
    return quorum == 1 ? "1 person" : quorum + " different people";
  }

  private List<XrayRow> xray(StretchCluster cluster, Run run) {
    return xrays.of(cluster).stream()
        .filter(xray -> xray.site().equals(run.site()))
        .flatMap(xray -> xray.lines().stream())
        .map(
            line ->
                new XrayRow(line.what(), line.until().map(Words::time).orElse(""), line.unblock()))
        .toList();
  }

  private static String spm(Plan plan) {
    return plan.phase("confirmSpmHost").stream()
        .flatMap(phase -> phase.changes().stream())
        .map(change -> change.object().name())
        .findFirst()
        .map(
            name ->
                "Host %s has the SPM role: it is confirmed first, and the Manager elects another"
                        .formatted(name)
                    + " SPM.")
        .orElse("The SPM is not at the lost site.");
  }

  private static String groups(Plan plan) {
    String names =
        plan.phase("suspendAffinityGroups").stream()
            .flatMap(phase -> phase.changes().stream())
            .map(change -> change.object().name())
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "No affinity group draws VMs to the lost site."
        : "Suspended until the failback: " + names + ".";
  }

  private static String summary(Plan plan, StretchCluster cluster, Run run) {
    long byManager = plan.bringUps().filter(BringUpVm::byManager).count();
    long started = plan.bringUps().count() - byManager;
    return "%s by the Manager itself, %s started by this run at %s, by priority; %d left out"
        .formatted(
            Words.count(byManager, "VM") + (byManager == 1 ? " is restarted" : " are restarted"),
            Words.count(started, "VM") + (started == 1 ? " is" : " are"),
            cluster.other(cluster.site(run.site())).name(),
            plan.staying().size());
  }

  private static VmRow row(BringUpVm change, Inventory now) {
    return new VmRow(
        change.vm().name(),
        now.vm(change.vm()).map(vm -> vm.priority()).orElse(0),
        now.vm(change.vm()).map(vm -> Words.memory(vm.memory())).orElse(""),
        ((Change) change).action());
  }

  static GivenRow row(SiteAttestation given) {
    return new GivenRow(
        given.who() + (given.glass() ? " (glass broken)" : ""),
        given.hosts().stream().map(HostRef::name).collect(Collectors.joining(", ")),
        Words.time(given.at()),
        given.evidence());
  }

  private static HostRow row(ProbeReport one) {
    return new HostRow(
        one.host().name(),
        one.manager(),
        one.network(),
        one.power(),
        one.lease(),
        one.storage(),
        verdict(one));
  }

  private static String verdict(ProbeReport one) {
    return switch (one.verdict()) {
      case ALIVE -> "ALIVE";
      case ANSWERED -> "something answers";
      case DOWN_BY_POWER -> "off";
      case SILENT -> "silent";
    };
  }
}
