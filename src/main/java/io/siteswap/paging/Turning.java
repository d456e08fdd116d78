package io.siteswap.paging;

import java.util.List;

/**
 * What leads from some lines of a list to those before and behind them, on a page that shows more
 * than that list.
 *
 * @param from the number of the first line that is shown, from 1
 * @param back the address of the page before; none on the first one
 * @param on the address of the page behind; none on the last one
 */
public record Turning(int from, int to, int found, List<String> back, List<String> on) {
  /**
   * None where one page has all of it, which a template then leaves out.
   *
   * @param address of a page, as in {@code /people?codes=%d#codes}
   */
  public static List<Turning> of(Page<?> page, String address) {
    if (page.isFirst() && page.isLast()) {
      return List.of();
    }
    int before = page.page() * page.size();
    return List.of(
        new Turning(
            before + 1,
            before + page.lines().size(),
            page.found(),
            page.isFirst() ? List.of() : List.of(address.formatted(page.page() - 1)),
            page.isLast() ? List.of() : List.of(address.formatted(page.page() + 1))));
  }
}
