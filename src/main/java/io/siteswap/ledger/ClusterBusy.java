package io.siteswap.ledger;

/** Another run is open on the cluster; two at once would undo each other's work. */
public class ClusterBusy extends RuntimeException {
  ClusterBusy(Run other) {
    super(
        "cluster %s is busy with run %s (%s under ticket %s, started by %s): wait for its end, or abort it"
            .formatted(
                other.cluster(), other.id(), other.runbook(), other.ticket(), other.startedBy()));
  }

  ClusterBusy(String cluster, Throwable cause) {
    super("cluster " + cluster + " is busy with a run that was started just now", cause);
  }
}
