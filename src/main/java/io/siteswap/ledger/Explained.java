package io.siteswap.ledger;

import io.siteswap.manager.inventory.ObjectRef;
import io.siteswap.plan.Difference;
import io.siteswap.plan.StayingVm;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of which people know that they are not as planned, and accepted it. */
record Explained(Set<String> ids) {
  static Explained by(Run run, List<Entry> entries) {
    Stream<String> left =
        entries.stream()
            .filter(entry -> entry.is(ChangeState.LEFT))
            .map(entry -> entry.change().object())
            .map(ObjectRef::id);
    Stream<String> staying =
        run.requirePlan().staying().stream().map(StayingVm::vm).map(ObjectRef::id);
    Stream<String> known = run.requirePlan().goal().known().stream();
    Stream<String> accepted = run.differences().stream().map(Difference::id);
    return new Explained(
        Stream.of(left, staying, known, accepted).flatMap(ids -> ids).collect(Collectors.toSet()));
  }

  List<Difference> remove(List<Difference> differences) {
    return differences.stream().filter(difference -> !ids.contains(difference.id())).toList();
  }
}
