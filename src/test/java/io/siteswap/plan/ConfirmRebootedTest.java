package io.siteswap.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.ObservedState.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a confirmation is needed: as long as the Manager has anything of that host on its books. */
class ConfirmRebootedTest {
  private static final HostRef NORTH = new HostRef("1", "north-1");
  private static final ConfirmRebooted CONFIRMED = new ConfirmRebooted(NORTH, false);
  private static final QuarantineHost QUARANTINED = new QuarantineHost(NORTH, "lost");

  @Test
  void aHostWhoseVmsWereRestartedElsewhereIsConfirmedAllTheSame() {
    Inventory world = Worlds.of(List.of(counting(2)), List.of(), List.of());

    assertThat(CONFIRMED.observe(world).is(Kind.BEFORE)).isTrue();
    assertThat(CONFIRMED.observe(world).description())
        .isEqualTo("is non responsive and holds 2 VMs on the Manager's books");
    assertThat(CONFIRMED.notYet(world)).isEmpty();
  }

  @Test
  void andItsMaintenanceWaitsForThat() {
    assertThat(QUARANTINED.notYet(Worlds.of(List.of(counting(2)), List.of(), List.of())))
        .contains("still holds 2 VMs");
    assertThat(QUARANTINED.notYet(Worlds.of(List.of(counting(0)), List.of(), List.of()))).isEmpty();
  }

  @Test
  void oneThatHoldsNothingNeedsNoConfirmation() {
    assertThat(
            CONFIRMED.observe(Worlds.of(List.of(counting(0)), List.of(), List.of())).is(Kind.AFTER))
        .isTrue();
  }

  private static Host counting(int vms) {
    return new Host(
        NORTH,
        "cluster",
        HostStatus.NON_RESPONSIVE,
        "",
        Host.Spm.NONE,
        5,
        new Host.Load(1, 1, vms),
        new Host.Access("north-1.example.com", 54_321, false, Optional.empty()));
  }
}
