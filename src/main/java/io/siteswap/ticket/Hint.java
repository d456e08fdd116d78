package io.siteswap.ticket;

import java.util.Optional;

/**
 * A delivery that has proved where it comes from: something about that ticket may be new.
 *
 * @param delivery by what the desk itself names it; the same again is no news
 */
record Hint(String desk, Optional<String> delivery, String number) {}
