package io.siteswap.approval;

import io.siteswap.engine.Members;
import io.siteswap.ledger.Run;
import io.siteswap.runbook.Starters;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whether there are as many people as a rule asks. */
@Component
class WhoCould {
  private final Members members;
  private final Starters starters;

  WhoCould(Members members, Starters starters) {
    this.members = members;
    this.starters = starters;
  }

  /**
   * What people are to know where there are too few. No more than that: those of a directory are
   * known once they have signed in.
   */
  Optional<String> shortage(ApprovalRule rule, Run run) {
    Set<String> own = starters.of(run);
    long known =
        Stream.concat(rule.groups().stream(), rule.escalateTo().stream())
            .flatMap(group -> members.of(group).stream())
            .map(Members.Member::name)
            .filter(name -> !own.contains(name))
            .distinct()
            .count();
    return known < rule.quorum()
        ? Optional.of(
            "%d must approve, and %d could who are known here: add people to %s, or abort the run"
                .formatted(rule.quorum(), known, String.join(" or ", new TreeSet<>(rule.groups()))))
        : Optional.empty();
  }
}
