package io.siteswap.plan;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.VmRef;

/** A VM that cannot move, and why. */
public record StayingVm(VmRef vm, HostRef host, String why) {}
