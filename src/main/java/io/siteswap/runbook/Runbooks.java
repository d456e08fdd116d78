package io.siteswap.runbook;

import io.siteswap.ledger.Run;
import io.siteswap.readiness.checks.Audited;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All runbooks there are. */
@Component
public class Runbooks {
  private final List<Runbook> all;

  Runbooks(List<Runbook> all) {
    this.all = List.copyOf(all);
  }

  public List<Runbook> all() {
    return all;
  }

  /** Those that audits speak of. */
  public List<Audited> audited() {
    return Audited.among(all);
  }

  public Optional<Runbook> find(String id) {
    return all.stream().filter(runbook -> runbook.id().equals(id)).findFirst();
  }

  public Runbook named(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no runbook; there are: %s"
                        .formatted(
                            id, all.stream().map(Runbook::id).collect(Collectors.joining(", ")))));
  }

  public Runbook of(Run run) {
    return named(run.runbook());
  }
}
