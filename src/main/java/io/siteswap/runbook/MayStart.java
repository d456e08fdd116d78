package io.siteswap.runbook;

import io.siteswap.engine.SignedIn;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether whoever is signed in may start something: a page shows no button that is refused. */
@Component
public class MayStart {
  private final SignedIn signedIn;
  private final List<Startable> startables;

  MayStart(SignedIn signedIn, List<Startable> startables) {
    this.signedIn = signedIn;
    this.startables = List.copyOf(startables);
  }

  /** Administrators may start whatever there is. */
  public boolean now(String process) {
    return signedIn
        .now()
        .filter(
            who ->
                who.isOf(Groups.ADMIN)
                    || startables.stream()
                        .filter(startable -> startable.id().equals(process))
                        .anyMatch(startable -> who.isOfOne(startable.startedBy())))
        .isPresent();
  }
}
