/**
 * What is seen of a Manager: hosts, VMs, storage and what surrounds them, in values that know
 * neither the SDK nor how they were read.
 */
package io.siteswap.manager.inventory;
