package io.siteswap.people;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** How somebody has signed in, kept with their session as authorities. */
final class ProvedBy {
  private static final String WAY = "by-";
  private static final String ACCOUNT = "as-";

  private ProvedBy() {}

  /**
   * As it is kept.
   *
   * @param way in one word
   * @param account of a directory, if it was one that vouched for them
   */
  static List<GrantedAuthority> authorities(String way, Optional<String> account) {
    return Stream.concat(Stream.of(WAY + way), account.map(ACCOUNT::concat).stream())
        .<GrantedAuthority>map(SimpleGrantedAuthority::new)
        .toList();
  }

  static Optional<String> way(Authentication who) {
    return kept(who, WAY);
  }

  static Optional<String> account(Authentication who) {
    return kept(who, ACCOUNT);
  }

  private static Optional<String> kept(Authentication who, String what) {
    return who.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .filter(authority -> authority.startsWith(what))
        .map(authority -> authority.substring(what.length()))
        .findFirst();
  }
}
