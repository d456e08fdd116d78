package io.siteswap.recovery.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.approval.TaskRule;
import io.siteswap.engine.Person;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.people.Callers;
import io.siteswap.plan.ConfirmRebooted;
import io.siteswap.recovery.AttestationRule;
import io.siteswap.recovery.AttestationTally;
import io.siteswap.recovery.ProbeReport;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.PointOfNoReturn;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Starters;
import io.siteswap.runbook.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * What a person says of a lost site: takes it down if it is complete and theirs to say, and judges
 * whether enough people have said so. Nothing that they typed is lost when it is refused.
 */
@Component
class SiteAttesting implements TaskRule {
  static final String TASK = "attestSiteDown";
  static final String ATTEST = "attest";
  static final String BREAK_GLASS = "breakGlass";
  static final String WITHDRAW = "withdraw";
  private static final List<String> DECISIONS = List.of(ATTEST, BREAK_GLASS, "redraw", WITHDRAW);

  private static final Set<String> ATTESTING = Set.of(ATTEST, BREAK_GLASS);

  static final String HOSTS = "hosts";
  private static final String OVERRIDE = "override";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> CHECKLIST =
      Map.of(
          "checkedPower", "that the hosts have no power and get none",
          "checkedStorage", "that nothing there writes to the storage",
          "checkedPeople", "that people there were asked, or are not to be reached");

  /** What a person has typed; the form of the next one must not begin with it. */
  private static final List<String> TYPED =
      Stream.concat(Stream.of(HOSTS, OVERRIDE), CHECKLIST.keySet().stream()).toList();

  private final Runs runs;
  private final Entries entries;
  private final Recoveries recoveries;
  private final SiteAttestations attestations;
  private final AttestationRules rules;
  private final PointOfNoReturn pointOfNoReturn;
  private final Callers callers;
  private final Starters starters;

  SiteAttesting(
      Runs runs,
      Entries entries,
      Recoveries recoveries,
      SiteAttestations attestations,
      AttestationRules rules,
      PointOfNoReturn pointOfNoReturn,
      Callers callers,
      Starters starters) {
    this.callers = callers;
    this.starters = starters;
    this.runs = runs;
    this.entries = entries;
    this.recoveries = recoveries;
    this.attestations = attestations;
    this.rules = rules;
    this.pointOfNoReturn = pointOfNoReturn;
  }

  @Override
  public String task() {
    return TASK;
  }

  @Override
  public List<String> decisions() {
    return DECISIONS;
  }

  @Override
  public Set<String> groups() {
    return Set.of(Groups.APPROVERS, Groups.COMMANDERS);
  }

  /** Not who started it, nor who has attested and would only say the same again. */
  @Override
  public Asked asked(Run run) {
    AttestationRule rule = rules.of(run.id());
    boolean escalated = recoveries.get(run.id()).escalatedAt().isPresent();
    List<String> given =
        attestations.valid(run.id(), run.fingerprint().orElse("")).stream()
            .map(SiteAttestation::who)
            .toList();
    return new Asked(
        escalated ? rule.all() : rule.groups(),
        Stream.concat(starters.of(run).stream(), given.stream()).collect(Collectors.toSet()),
        escalated);
  }

  @Override
  public List<String> offered(Run run, Person who) {
    return DECISIONS.stream().filter(decision -> isOpenTo(run, who, decision)).toList();
  }

  private boolean isOpenTo(Run run, Person who, String decision) {
    return switch (decision) {
      case ATTEST -> isAsked(run, who) && starters.why(run, who.name()).isEmpty();
      case BREAK_GLASS -> who.isOf(Groups.COMMANDERS) && !callers.areByCode();
      case WITHDRAW -> !pointOfNoReturn.isCrossed(run);
      default -> true;
    };
  }

  @Override
  public boolean approves(String decision) {
    return ATTESTING.contains(decision);
  }

  @Override
  public List<String> typed() {
    return TYPED;
  }

  @Override
  public String decided(DelegateTask task, Run run, String decision, Person who) {
    task.getExecution().setVariable(Variables.ATTESTED, false);
    return switch (decision) {
      case ATTEST -> {
        refuseUnasked(run, who);
        yield attest(task, run, who.name(), false);
      }
      case BREAK_GLASS -> {
        refuseOthers(who);
        yield attest(task, run, who.name(), true);
      }
      case WITHDRAW -> {
        pointOfNoReturn.refuseBehind(run, "withdrawn");
        yield "";
      }
      default -> "";
    };
  }

  private void refuseUnasked(Run run, Person who) {
    if (!isAsked(run, who)) {
      throw new AuthorizationException(
          "%s is in none of the groups that attest in run %s: %s"
              .formatted(who.name(), run.ticket(), rules.of(run.id()).all()));
    }
  }

  /** Who leads may always, whomever the table asks. */
  private boolean isAsked(Run run, Person who) {
    return who.isOfOne(rules.of(run.id()).all()) || who.isOf(Groups.COMMANDERS);
  }

  private void refuseOthers(Person who) {
    if (callers.areByCode()) {
      throw new AuthorizationException(
          "%s has signed in with a code from the safe, which is not enough to attest alone:"
                  .formatted(who.name())
              + " find a second person");
    }
    if (!who.isOf(Groups.COMMANDERS)) {
      throw new AuthorizationException(
          "%s is not of %s, who alone may break the glass"
              .formatted(who.name(), Groups.COMMANDERS));
    }
  }

  private void refuseOwn(Run run, String who) {
    starters
        .why(run, who)
        .ifPresent(
            why -> {
              throw new AuthorizationException(
                  "%s and cannot attest in it: somebody else of %s must"
                      .formatted(why, Groups.APPROVERS));
            });
  }

  private String attest(DelegateTask task, Run run, String who, boolean glass) {
    String fingerprint = run.fingerprint().orElseThrow();
    List<HostRef> asked = run.requirePlan().toBeConfirmed();
    List<SiteAttestation> given = attestations.valid(run.id(), fingerprint);
    if (!glass) {
      refuseOwn(run, who);
    }
    List<HostRef> hosts = hosts(task, asked);
    if (!glass && given.stream().anyMatch(one -> one.isOf(who, hosts))) {
      throw new AuthorizationException(
          "%s has attested already: somebody else must (%s)"
              .formatted(who, quorum(run, asked, given).description()));
    }
    String evidence = evidence(task);
    boolean overridden = isSet(task, OVERRIDE);
    refuseAnswering(run, hosts, overridden, glass);
    attestations.makeVoid(run.id(), who);
    attestations.add(run.id(), who, fingerprint, hosts, evidence, overridden, glass);
    AttestationTally quorum = quorum(run, asked, attestations.valid(run.id(), fingerprint));
    if (quorum.isReached()) {
      approve(task, run, quorum, glass);
    }
    return "%s%s: %s (%s; %s)"
        .formatted(
            hosts.stream().map(HostRef::name).collect(Collectors.joining(", ")),
            overridden ? ", against a probe" : "",
            evidence,
            run.planNamed(),
            quorum.description());
  }

  private AttestationTally quorum(Run run, List<HostRef> asked, List<SiteAttestation> given) {
    return AttestationTally.of(
        rules.of(run.id()), asked, recoveries.get(run.id()).reports(), given);
  }

  private void approve(DelegateTask task, Run run, AttestationTally quorum, boolean glass) {
    runs.approved(run.id(), run.fingerprint().orElseThrow());
    entries.reopen(run.id(), ConfirmRebooted.class::isInstance);
    entries.leave(
        run.id(),
        change ->
            change instanceof ConfirmRebooted confirmed
                && quorum.leftOut().contains(confirmed.host()),
        "nobody vouches that it is down");
    recoveries.attested(run.id());
    task.getExecution().setVariable(Variables.ATTESTED, true);
    if (glass) {
      task.getExecution().setVariable(Variables.GLASS_BROKEN, true);
    }
  }

  /** Nobody vouches by accident for a host of which something answers. */
  private void refuseAnswering(Run run, List<HostRef> hosts, boolean overridden, boolean glass) {
    List<ProbeReport> reports =
        recoveries.get(run.id()).reports().stream()
            .filter(one -> hosts.contains(one.host()))
            .toList();
    String alive = describe(reports, ProbeReport::isAlive);
    if (!alive.isEmpty() && (glass || !overridden)) {
      throw new Refused(
          "%s. Leave it out, look again, or %s"
              .formatted(
                  alive,
                  glass
                      ? "find two more people: breaking the glass overrules no proof of life"
                      : "tick that you know better: then one person more has to attest"));
    }
    String answered = describe(reports, ProbeReport::isAnswered);
    if (!answered.isEmpty() && !overridden) {
      throw new Refused(
          answered
              + ". A gateway may answer in the name of a host that is gone: leave it out, look"
              + " again, or tick that you know better and say in the evidence why");
    }
  }

  private static String describe(List<ProbeReport> reports, Predicate<ProbeReport> which) {
    return reports.stream().filter(which).map(ProbeReport::doubt).collect(Collectors.joining("; "));
  }

  private static String evidence(DelegateTask task) {
    List<String> open =
        CHECKLIST.entrySet().stream()
            .filter(check -> !isSet(task, check.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    if (!open.isEmpty()) {
      throw new Refused("not ticked: " + String.join("; ", open));
    }
    Object evidence = task.getVariable(Variables.COMMENT);
    if (evidence == null || evidence.toString().isBlank()) {
      throw new Refused("the evidence is empty: expected what was looked at, and what it said");
    }
    return evidence.toString().trim();
  }

  private static boolean isSet(DelegateTask task, String variable) {
    return Boolean.parseBoolean(String.valueOf(task.getVariable(variable)));
  }

  private static List<HostRef> hosts(DelegateTask task, List<HostRef> asked) {
    List<String> names = names(task.getVariable(HOSTS));
    List<HostRef> hosts = new ArrayList<>();
    for (String name : names) {
      hosts.add(
          asked.stream()
              .filter(host -> host.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Refused(
                          "'%s' is not among the hosts that are asked about: %s"
                              .formatted(name, asked))));
    }
    if (hosts.isEmpty()) {
      throw new Refused("no host is ticked: expected some of " + asked);
    }
    return hosts;
  }

  /** As a list, as JSON, or with commas: however the form or the caller sends it. */
  private static List<String> names(Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    String text = value == null ? "" : value.toString().trim();
    if (text.startsWith("[")) {
      try {
        return JSON.readValue(text, new TypeReference<>() {});
      } catch (JsonProcessingException e) {
        throw new Refused("'%s' is no list of hosts".formatted(text), e);
      }
    }
    return Arrays.stream(text.split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }
}
