package io.siteswap.runbook;

import io.siteswap.engine.Jobs;
import io.siteswap.manager.Manager;
import io.siteswap.manager.Managers;
import io.siteswap.node.Lease;
import io.siteswap.site.StretchCluster;
import org.springframework.stereotype.Component;

/**
 * The Manager for whoever has changes asked of it: only as long as this process holds the step or
 * the wait in whose name it asks. A process that was halted before a call left must not let it go
 * when it wakes, as another has gone on meanwhile.
 */
@Component
public class OwnManagers {
  private final Managers managers;
  private final Lease lease;

  OwnManagers(Managers managers, Lease lease) {
    this.managers = managers;
    this.lease = lease;
  }

  /** For the wait that is locked under that name. */
  public Manager ofWait(StretchCluster cluster, String worker) {
    return managers.of(cluster).onlyWhile(() -> lease.isHeldBy(worker));
  }

  /** For the step that is carried out in this thread. */
  public Manager ofStep(StretchCluster cluster) {
    String owner = Jobs.lockOwner().orElseGet(lease::worker);
    return ofWait(cluster, owner);
  }
}
