package io.siteswap.ticket;

import java.util.regex.Pattern;

/** What may stand in an address or in a query of a desk. */
final class TicketNumber {
  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private TicketNumber() {}

  static boolean isOne(String number) {
    return NUMBER.matcher(number).matches();
  }

  /** A number that cannot be one is one that the desk does not know. */
  static String checked(String desk, String number) {
    if (!isOne(number)) {
      throw new TicketNotFound(desk, number);
    }
    return number;
  }
}
