package io.siteswap.ledger;

import static java.util.stream.Collectors.toSet;

import io.siteswap.plan.Difference;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Ends a run. One that ends well names each approved change that is neither done nor left out by
 * somebody, whatever road it took, and also when nobody has looked at the end.
 */
@Component
public class Ending {
  private final Runs runs;
  private final Entries entries;

  Ending(Runs runs, Entries entries) {
    this.runs = runs;
    this.entries = entries;
  }

  /**
   * Ends it, once.
   *
   * @param well whether people take the plan for carried out
   */
  public void end(Run run, String outcome, boolean well) {
    if (well) {
      nameWhatIsOpen(run);
    }
    runs.ended(run.id(), outcome);
  }

  /** Ends it by the hand of whoever deleted its instance. */
  public void cancelled(Run run, String outcome, String who) {
    runs.ended(run.id(), outcome, who);
  }

  private void nameWhatIsOpen(Run run) {
    Set<String> named = run.differences().stream().map(Difference::id).collect(toSet());
    List<Difference> open =
        entries.of(run.id()).stream()
            .filter(entry -> !entry.isClosed() && !named.contains(entry.change().object().id()))
            .map(Ending::difference)
            .toList();
    if (!open.isEmpty()) {
      runs.differs(run.id(), Stream.concat(run.differences().stream(), open.stream()).toList());
    }
  }

  private static Difference difference(Entry entry) {
    return Difference.of(
        entry.change().object(),
        entry.change().after(),
        "nobody has seen it so: " + entry.state().word());
  }
}
