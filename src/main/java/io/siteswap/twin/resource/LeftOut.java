package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a Manager has and the twin has not: said as a fault, so that nobody takes it for an answer.
 */
final class LeftOut {
  private static final int STATUS = 501;
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\\d+");

  /** Steps of paths of the Manager's API, beyond those for which the twin has routes. */
  private static final Set<String> STEPS =
      Set.of(
          ("activate affinitygroups affinitylabels applications approve attach autopincpuandnumanodes"
                  + " backups balances bookmarks cdroms checkpoints clone clusterlevels clusters"
                  + " commitnetconfig commitsnapshot copyhostnetworks cpuprofiles cpuunits"
                  + " datacenters deactivate detach devices discoveriscsi diskattachments diskprofiles disks"
                  + " disksnapshots domains enabledfeatures enrollcertificate end events export"
                  + " externalhostproviders externaltemplateimports externalvmimports fenceagents"
                  + " files filters floppies freezefilesystems glusterhooks glustervolumes"
                  + " graphicsconsoles groups hooks hostdevices hosts icons images imagetransfers"
                  + " import instancetypes iscsibonds iscsidetails iscsidiscover iscsilogin"
                  + " isattached jobs katelloerrata logon macpools maintenance mediateddevices move"
                  + " networkattachments networkfilters networklabels networks nics numanodes"
                  + " openstackimageproviders openstacknetworkproviders openstackvolumeproviders"
                  + " operatingsystems options payloads permissions permits previewsnapshot qoss"
                  + " quotas reboot reduceluns refreshlun reordermacaddresses reporteddevices"
                  + " reset resetemulatedmachine resetgluster roles screenshot sessions"
                  + " setupnetworks snapshots statistics storage storageconnectionextensions"
                  + " storageconnections storagedomains suspend syncallnetworks"
                  + " tags template templates thawfilesystems"
                  + " unregisteredstoragedomainsdiscover undosnapshot updateovfstore upgrade"
                  + " upgradecheck users virtualfunctionallowednetworks vmpools vms vnicprofiles"
                  + " watchdogs weights")
              .split(" ", -1));

  private LeftOut() {}

  static Optional<Refusal> refusal(String method, String path) {
    List<String> steps = Request.steps(path);
    boolean known = steps.stream().allMatch(step -> STEPS.contains(step) || isId(step));
    return Optional.of(
            Refusal.plain(
                STATUS,
                "The twin leaves out " + method + " " + path.replaceAll(ID.pattern(), "{id}")))
        .filter(refusal -> known);
  }

  private static boolean isId(String step) {
    return ID.matcher(step).matches();
  }

  /** A field of the search that a Manager knows. */
  static Refusal field(String things, String field) {
    return Refusal.plain(STATUS, "The twin leaves out the search for " + things + " by " + field);
  }
}
