package io.siteswap.readiness;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Surroundings.Transfer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A host with an image transfer does not reach maintenance. */
record ImageTransfers() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.MIGRATION);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return facts
        .surroundings()
        .transfers()
        .value()
        .map(transfers -> look(facts, transfers))
        .orElseGet(
            () ->
                Stream.of(
                    Finding.unknown(
                        "image-transfers",
                        "whether image transfers are under way",
                        facts.surroundings().transfers().whyNot())));
  }

  private static Stream<Finding> look(Facts facts, List<Transfer> transfers) {
    return transfers.isEmpty()
        ? Stream.of(Finding.ok("image-transfers", "No image transfer is under way"))
        : transfers.stream().map(transfer -> underWay(facts, transfer));
  }

  private static Finding underWay(Facts facts, Transfer transfer) {
    String host =
        facts
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
