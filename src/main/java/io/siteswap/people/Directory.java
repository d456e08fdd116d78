package io.siteswap.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import org.springframework.security.core.Authentication;

/** A company's directory, by which some have signed in. */
interface Directory {
  boolean hasVouchedFor(Authentication who);

  /**
   * Its groups of whoever has signed in, as they are now.
   *
   * @throws NotWelcome when it knows them no longer
   * @throws DirectoryAway when it cannot be asked
   */
  Collection<String> groupsNow(
      Authentication who, HttpServletRequest request, HttpServletResponse response);
}
