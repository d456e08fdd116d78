package io.siteswap.readiness.checks;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Runs under two names of one cluster would each undo what the other does. */
record ConfiguredOnce() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return EnumSet.allOf(Need.class);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return situation.circumstances().alsoCalled().stream()
        .map(
            other ->
                Finding.blocker(
                        "configured-twice",
                        "%s is the very same cluster of the same Manager".formatted(other),
                        "Configure each cluster once: remove one of the two names.")
                    .about(other));
  }
}
