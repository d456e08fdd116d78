package io.siteswap.twin.world;

import java.util.Locale;
import org.ovirt.engine.sdk4.types.LogSeverity;

/** The events the twin writes: code, severity and text as the Manager's. */
public enum EventKind {
  ENGINE_STARTED(1, LogSeverity.NORMAL, "Starting oVirt Engine."),
  ENGINE_STOPPED(2, LogSeverity.NORMAL, "Stopping oVirt Engine."),
  HOST_NON_RESPONSIVE(12, LogSeverity.ERROR, "Host %s is non responsive."),
  HOST_DETECTED(13, LogSeverity.NORMAL, "Status of host %s was set to Up."),
  HOST_ACTIVATED(16, LogSeverity.NORMAL, "Activation of host %s initiated by %s."),
  MAINTENANCE_FAILED(17, LogSeverity.ERROR, "Failed to switch Host %s to Maintenance mode."),
  SPM_STOP_FAILED(
      27,
      LogSeverity.WARNING,
      "Status of host %s was not changed because it could not be stopped as SPM."),
  VM_RUNS(32, LogSeverity.NORMAL, "VM %s started on Host %s"),
  VM_STOPPED(33, LogSeverity.NORMAL, "VM %s powered off by %s (Host: %s)."),
  VM_ADDED(34, LogSeverity.NORMAL, "VM %s was created by %s."),
  VM_UPDATED(35, LogSeverity.NORMAL, "VM %s configuration was updated by %s."),
  HOST_ADDED(42, LogSeverity.NORMAL, "Host %s was added by %s."),
  HOST_UPDATED(43, LogSeverity.NORMAL, "Host %s configuration was updated by %s."),
  HOST_REMOVED(44, LogSeverity.NORMAL, "Host %s was removed by %s."),
  VM_RUN_FAILED(54, LogSeverity.ERROR, "Failed to run VM %s due to a failed validation: %s."),
  VM_DOWN(
      61, LogSeverity.NORMAL, "VM %s is down. Exit message: User shut down from within the guest"),
  MIGRATION_START(
      62,
      LogSeverity.NORMAL,
      "Migration started (VM: %s, Source: %s, Destination: %s, User: %s). "),
  MIGRATION_DONE(
      63,
      LogSeverity.NORMAL,
      "Migration completed (VM: %s, Source: %s, Destination: %s, Duration: %s,"
          + " Total: %s, Actual downtime: (N/A))"),
  MIGRATION_FAILED(
      65, LogSeverity.ERROR, "Migration failed%s (VM: %s, Source: %s, Destination: %s)."),
  MIGRATION_START_SYSTEM(
      67,
      LogSeverity.NORMAL,
      "Migration initiated by system (VM: %s, Source: %s, Destination: %s, Reason: %s)."),
  VM_REMOVED(113, LogSeverity.NORMAL, "VM %s was successfully removed."),
  VM_DOWN_ERROR(119, LogSeverity.ERROR, "VM %s is down with error. Exit message: %s."),
  MIGRATION_FAILED_TO_HOST(
      120, LogSeverity.ERROR, "Migration failed%s (VM: %s, Source: %s, Destination: %s)."),
  VM_UNKNOWN(142, LogSeverity.WARNING, "VM %s was set to the Unknown status."),
  VM_CLEARED(143, LogSeverity.NORMAL, "Vm %s was shut down due to %s host reboot or manual fence"),
  VM_STARTED(153, LogSeverity.NORMAL, "VM %s was started by %s (Host: %s)."),
  SPM_SELECTED(159, LogSeverity.NORMAL, "Host %s was force selected by %s"),
  MIGRATION_CANCELLED(
      161, LogSeverity.NORMAL, "Migration cancelled (VM: %s, Source: %s, User: %s)."),
  MIGRATION_NO_HOST(166, LogSeverity.WARNING, "No available host was found to migrate VM %s to."),
  SPM_RUNS(
      204,
      LogSeverity.NORMAL,
      "Storage Pool Manager runs on Host %s (Address: %s), Data Center %s."),
  VMS_CLEARED(
      348,
      LogSeverity.NORMAL,
      "All VMs' status on Non Responsive Host %s were changed to 'Down' by %s"),
  MANUAL_FENCE(494, LogSeverity.NORMAL, "Manual fence for host %s was started."),
  TAG_ADDED(432, LogSeverity.NORMAL, "New Tag %s was created by %s."),
  TAG_ATTACHED_TO_VM(440, LogSeverity.NORMAL, "Tag %s was attached to VM(s) %s by %s."),
  TAG_ATTACHED_TO_HOST(442, LogSeverity.NORMAL, "Tag %s was attached to Host(s) %s by %s."),
  TAG_DETACHED_FROM_HOST(444, LogSeverity.NORMAL, "Tag %s was detached from Host(s) %s by %s."),
  TAG_DETACHED_FROM_VM(446, LogSeverity.NORMAL, "Tag %s was detached from VM(s) %s by %s."),
  HOST_INSTALLED(504, LogSeverity.NORMAL, "Host %s installed"),
  HOST_INSTALL_FAILED(505, LogSeverity.ERROR, "Host %s installation failed. %s."),
  VM_RESTART(506, LogSeverity.NORMAL, "Trying to restart VM %s on Host %s"),
  VM_RESTART_FAILED(507, LogSeverity.ERROR, "Failed to restart VM %s on Host %s"),
  HOST_INSTALLING(509, LogSeverity.NORMAL, "Installing Host %s. %s."),
  HOST_LACKS_CPU_FLAGS(
      515,
      LogSeverity.WARNING,
      "Host %s moved to Non-Operational state as host does not meet the cluster's minimum CPU"
          + " level. Missing CPU features : %s"),
  HOST_NON_OPERATIONAL(517, LogSeverity.NORMAL, "Host %s moved to Non-Operational state."),
  HOST_LACKS_NETWORKS(
      519,
      LogSeverity.WARNING,
      "Host %s does not comply with the cluster %s networks, the following networks are missing"
          + " on host: '%s'"),
  HOST_LACKS_STORAGE(
      522,
      LogSeverity.WARNING,
      "Host %s cannot access the Storage Domain(s) attached to the Data Center %s. Setting Host"
          + " state to Non-Operational."),
  MAINTENANCE(
      600, LogSeverity.NORMAL, "Host %s was switched to Maintenance mode by %s (Reason: %s)."),
  MAINTENANCE_MIGRATION_FAILED(
      602,
      LogSeverity.WARNING,
      "Host %s cannot change into maintenance mode - not all Vms have been migrated"
          + " successfully. Consider manual intervention: stopping/migrating Vms running on this"
          + " host. (User: %s)."),
  MAINTENANCE_WITHOUT_REASON(
      620, LogSeverity.NORMAL, "Host %s was switched to Maintenance mode by %s."),
  CLUSTER_ADDED(809, LogSeverity.NORMAL, "Cluster %s was added by %s"),
  CLUSTER_UPDATED(811, LogSeverity.NORMAL, "Host cluster %s was updated by %s"),
  CLUSTER_REMOVED(813, LogSeverity.NORMAL, "Host cluster %s was removed by %s"),
  DATA_CENTRE_ADDED(950, LogSeverity.NORMAL, "Data Center %s was added by %s"),
  DATA_CENTRE_REMOVED(954, LogSeverity.NORMAL, "Data Center %s was removed by %s"),
  DOMAIN_DEACTIVATED(
      970,
      LogSeverity.WARNING,
      "Storage Domain %s (Data Center %s) was deactivated by system because it's not visible by"
          + " any of the hosts."),
  DATA_CENTRE_NOT_OPERATIONAL(
      979,
      LogSeverity.ERROR,
      "Failed to elect Host as Storage Pool Manager for Data Center %s. Setting status to Non"
          + " Operational."),
  DATA_CENTRE_RECOVERING(
      989, LogSeverity.NORMAL, "Try to recover Data Center %s. Setting status to Non Responsive."),
  DATA_CENTRE_PROBLEMATIC(
      980,
      LogSeverity.WARNING,
      "Invalid status on Data Center %s. Setting status to Non Responsive."),
  DATA_CENTRE_SEARCHING(
      986,
      LogSeverity.WARNING,
      "Data Center is being initialized, please wait for initialization to complete."),
  DATA_CENTRE_SPM_UNREACHABLE(
      987,
      LogSeverity.WARNING,
      "Invalid status on Data Center %s. Setting Data Center status to Non Responsive"
          + " (On host %s, Error: Network error during communication with the Host.)."),
  MIGRATION_FAILED_NO_DESTINATION(
      1111,
      LogSeverity.ERROR,
      "Migration failed while Host is in 'preparing for maintenance' state."
          + " Consider manual intervention: stopping/migrating Vms as Host's state will not"
          + " turn to maintenance while VMs are still running on it.(VM: %s, Source: %s)."),
  LEASE_HOT_PLUG_FAILED(
      1220,
      LogSeverity.ERROR,
      "Failed to hot-plug lease to the VM %s. The VM is running without a VM lease."),
  SPM_SELECT_STOP_FAILED(
      4096,
      LogSeverity.ERROR,
      "Failed to force select %s as the SPM due to a failure to stop the current SPM."),
  FENCE_FAILED(9002, LogSeverity.ALERT, "Host %s became non responsive. Fence operation failed."),
  HOST_TO_BE_FENCED(
      9008,
      LogSeverity.WARNING,
      "Host %s is not responding. It will stay in Connecting state for a grace period of %s"
          + " seconds and after that an attempt to fence the host will be issued."),
  HOST_UNREACHABLE(
      9027,
      LogSeverity.WARNING,
      "Host %s is not responding. Host cannot be fenced automatically because power management"
          + " for the host is disabled."),
  HOST_NEEDS_FENCE(
      9028,
      LogSeverity.ALERT,
      "Host %s became non responsive. It has no power management configured. Please check the"
          + " host status, manually reboot it, and click \"Confirm Host Has Been Rebooted\""),
  FENCE_SKIPPED_AT_START(
      9003,
      LogSeverity.ALERT,
      "Host %s became non responsive. Fence operation skipped as the system is still initializing"
          + " and this is not a host where hosted engine was running on previously."),
  FENCE_SKIPPED_BROKEN_CONNECTIVITY(
      9013,
      LogSeverity.ALERT,
      "Host %s became non responsive and was not restarted due to Fencing Policy: %s percents of"
          + " the Hosts in the Cluster have connectivity issues."),
  FENCE_DISABLED_BY_POLICY(
      9015,
      LogSeverity.ALERT,
      "Host %s became Non Responsive and was not restarted due to disabled fencing in the Cluster"
          + " Fencing Policy."),
  FENCING_DISABLED(
      9016,
      LogSeverity.ALERT,
      "Fencing is disabled in Fencing Policy of the Cluster %s, so HA VMs running on a"
          + " non-responsive host will not be restarted elsewhere."),
  HOST_STARTED_BY_SYSTEM(20, LogSeverity.NORMAL, "Host %s was started by SYSTEM."),
  HOST_STOPPED_BY_SYSTEM(21, LogSeverity.NORMAL, "Host %s was stopped by SYSTEM."),
  AUTO_FENCE(539, LogSeverity.NORMAL, "Auto fence for host %s was started."),
  MASTER_REBUILT(
      984, LogSeverity.NORMAL, "Reconstruct Master Domain for Data Center %s completed."),
  POWER_INITIATED(9017, LogSeverity.NORMAL, "Power management %s of Host %s initiated."),
  POWER_SUCCEEDED(9018, LogSeverity.NORMAL, "Power management %s of Host %s succeeded."),
  DOMAIN_RECOVERED(
      9505, LogSeverity.NORMAL, "Storage Domain %s (Data Center %s) was autorecovered."),
  HA_VM_FAILED(
      9602,
      LogSeverity.ERROR,
      "Highly Available VM %s failed. It will be restarted automatically."),
  HA_RESTART_FAILED(9603, LogSeverity.ERROR, "Restart of the Highly Available VM %s failed."),
  GROUP_ADDED(10350, LogSeverity.NORMAL, "Affinity Group %s was added. (User: %s)"),
  GROUP_UPDATED(10352, LogSeverity.NORMAL, "Affinity Group %s was updated. (User: %s)"),
  GROUP_REMOVED(10354, LogSeverity.NORMAL, "Affinity Group %s was removed. (User: %s)"),
  VDSM_FAILED(10802, LogSeverity.ERROR, "VDSM %s command %s failed: %s"),
  EXTERNAL_JOB_ADDED(11000, LogSeverity.NORMAL, "New external Job %s was added by user %s"),
  VALIDATION_FAILED(14001, LogSeverity.ERROR, "%s");

  final int code;
  final LogSeverity severity;
  private final String text;

  EventKind(int code, LogSeverity severity, String text) {
    this.code = code;
    this.severity = severity;
    this.text = text;
  }

  String describe(Object... names) {
    return String.format(Locale.ROOT, text, names);
  }
}
