package io.siteswap.manager.inventory;

import io.siteswap.manager.inventory.Surroundings.Transfer;
import java.util.List;
import java.util.Set;

/**
 * What audits and plans want to know alike beyond the inventory. Each part is read by itself, so
 * that one that fails hides none of the others.
 *
 * @param permits what the account may do, by the Manager's names, e.g. {@code manipulate_host}
 * @param transfers of disk images, those that are under way
 * @param alsoCalled other configured names of the very same cluster
 */
public record Circumstances(
    Reading<Set<String>> permits, Reading<List<Transfer>> transfers, List<String> alsoCalled) {}
