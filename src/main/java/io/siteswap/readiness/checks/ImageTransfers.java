package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.manager.inventory.Surroundings.Transfer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A host with an image transfer does not reach maintenance. */
record ImageTransfers() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.MIGRATION);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    Reading<List<Transfer>> reading = situation.circumstances().transfers();
    return reading
        .value()
        .map(transfers -> look(situation, transfers))
        .orElseGet(
            () ->
                Stream.of(
                    Finding.unknown(
                        "image-transfers",
                        "whether image transfers are under way",
                        reading.whyNot())));
  }

  private static Stream<Finding> look(Situation situation, List<Transfer> transfers) {
    return transfers.isEmpty()
        ? Stream.of(Finding.ok("image-transfers", "No image transfer is under way"))
        : transfers.stream().map(transfer -> underWay(situation, transfer));
  }

  private static Finding underWay(Situation situation, Transfer transfer) {
    String host =
        situation
            .inventory()
            .host(new HostRef(transfer.hostId(), ""))
            .map(Host::name)
            .orElse("an unknown host");
    return Finding.warning(
            "image-transfer",
            "An image transfer is under way on " + host,
            "Let it end, or cancel it: until then the host stays in preparing for maintenance.")
        .about(transfer.id())
        .seen("transfer %s is %s".formatted(transfer.id(), transfer.phase()));
  }
}
