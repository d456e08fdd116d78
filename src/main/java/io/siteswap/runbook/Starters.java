package io.siteswap.runbook;

import io.siteswap.ledger.Run;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Who is not independent of a run: who has started it, and who has made the token with which a
 * script did, as they know its secret.
 */
@Component
public class Starters {
  private final TokenMakers tokens;

  Starters(TokenMakers tokens) {
    this.tokens = tokens;
  }

  public Set<String> of(Run run) {
    return Stream.concat(Stream.of(run.startedBy()), tokens.makerOf(run.startedBy()).stream())
        .collect(Collectors.toSet());
  }

  /** What somebody has to do with the start of a run, for a sentence; empty where it is nothing. */
  public Optional<String> why(Run run, String who) {
    if (who.equals(run.startedBy())) {
      return Optional.of("%s has started run %s".formatted(who, run.ticket()));
    }
    return tokens
        .makerOf(run.startedBy())
        .filter(who::equals)
        .map(
            maker ->
                "%s has made %s, which has started run %s"
                    .formatted(maker, run.startedBy(), run.ticket()));
  }
}
