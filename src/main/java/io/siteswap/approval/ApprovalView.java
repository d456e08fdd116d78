package io.siteswap.approval;

import io.siteswap.approval.Approval.Delegation;
import io.siteswap.approval.Approval.Voice;
import io.siteswap.engine.Members;
import io.siteswap.forms.Words;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Starters;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who must approve and who has said what, for those who are asked next. */
@Component
class ApprovalView {
  /** A list that is longer is of no use; whoever is not on it can be named in a script. */
  private static final int MOST = 200;

  record Page(String policy, List<SaidRow> said, List<Choice> others) {}

  record SaidRow(String who, String what, String at, String comment) {}

  record Choice(String label, String value) {}

  private final Approvals approvals;
  private final Runs runs;
  private final Members members;
  private final WhoCould whoCould;
  private final Starters starters;

  ApprovalView(
      Approvals approvals, Runs runs, Members members, WhoCould whoCould, Starters starters) {
    this.approvals = approvals;
    this.runs = runs;
    this.members = members;
    this.whoCould = whoCould;
    this.starters = starters;
  }

  String of(String id, String runId) {
    Approval approval = approvals.get(id, runId);
    Run run = runs.get(approval.runId());
    String tooFew = whoCould.shortage(approval.rule(), run).map(why -> " " + why + ".").orElse("");
    return Json.write(
        new Page(
            approval.describe() + tooFew,
            Stream.concat(
                    approval.voices().stream().map(ApprovalView::row),
                    approval.delegations().stream()
                        .filter(one -> approval.voiceOf(one.taker()).isEmpty())
                        .map(ApprovalView::row))
                .sorted(Comparator.comparing(SaidRow::at))
                .toList(),
            others(approval, run)));
  }

  private static SaidRow row(Voice voice) {
    return new SaidRow(
        voice.who(),
        "approved" + voice.inPlaceOf().map(giver -> ", in place of " + giver).orElse(""),
        Words.at(voice.at()),
        voice.remark());
  }

  private static SaidRow row(Delegation delegation) {
    return new SaidRow(
        delegation.giver(),
        "lets %s decide".formatted(delegation.taker()),
        Words.at(delegation.at()),
        delegation.remark());
  }

  /** Who could decide in somebody's place: never who started the run. */
  private List<Choice> others(Approval approval, Run run) {
    Set<String> own = starters.of(run);
    return PlanVotes.MAY_STAND_IN.stream()
        .flatMap(group -> members.of(group).stream())
        .map(Members.Member::name)
        .distinct()
        .filter(
            user ->
                !own.contains(user)
                    && approval.voiceOf(user).isEmpty()
                    && approval.handedTo(user).isEmpty())
        .sorted()
        .limit(MOST)
        .map(user -> new Choice(user, user))
        .toList();
  }
}
