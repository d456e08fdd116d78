/**
 * What there is: data centre, cluster, hosts, VMs, groups, storage, the log, and what is due when.
 * Fresh worlds are made here and kept in their file. What happens to them by itself is the business
 * of the behaviour.
 */
package io.siteswap.twin.world;
