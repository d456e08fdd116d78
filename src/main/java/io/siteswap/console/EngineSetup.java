package io.siteswap.console;

import io.siteswap.site.StretchCluster;

/** Writes the answer file with which engine-setup installs the Manager of a cluster. */
final class EngineSetup {
  private EngineSetup() {}

  /** Passwords are left out, so that engine-setup asks for them. */
  static String answers(StretchCluster cluster) {
    String host = cluster.manager().url().getHost();
    return """
        # Answers for engine-setup of the Manager of cluster %s.
        # On its machine, which stands outside both sites:
        #   engine-setup --config-append=engine-setup.conf
        [environment:default]
        OVESETUP_ENGINE_CORE/enable=bool:True
        OVESETUP_CONFIG/fqdn=str:%s
        OVESETUP_CONFIG/applicationMode=str:virt
        OVESETUP_CONFIG/updateFirewall=bool:True
        OVESETUP_CONFIG/firewallManager=str:firewalld
        OVESETUP_PKI/organization=str:%s
        OVESETUP_DIALOG/confirmSettings=bool:True
        """
        .formatted(cluster.name(), host, host);
  }
}
