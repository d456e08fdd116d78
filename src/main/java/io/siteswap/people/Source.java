package io.siteswap.people;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * From where a call comes, as what is counted: whoever has one address of IPv6 has many of them.
 */
final class Source {
  /** What a household, or a department, is given at least. */
  private static final int NETWORK_BYTES = 8;

  private Source() {}

  static String of(String address) {
    return address.contains(":") ? network(address) : address;
  }

  private static String network(String address) {
    try {
      return InetAddress.getByName(address.replaceFirst("%.*", "")) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "::/64"
          : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
