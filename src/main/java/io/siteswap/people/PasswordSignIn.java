package io.siteswap.people;

import io.siteswap.people.Credentials.Proven;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Takes a name and a password, wherever they are typed: on our page, in Tasklist, in a script. All
 * that is wrong with them gets the same answer.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {
  /**
   * As the engine allows the ids of its users; nothing else is looked up. What Siteswap does stands
   * in the journal under a name of its own, which nobody else has.
   */
  static final Pattern NAME =
      Pattern.compile("(?!(?i:siteswap|directory)$)[a-zA-Z0-9][a-zA-Z0-9@._-]{0,63}");

  private static final int LONGEST = 200;

  private final Throttle throttle;
  private final List<Credentials> credentials;

  PasswordSignIn(Throttle throttle, List<Credentials> credentials) {
    this.throttle = throttle;
    this.credentials = credentials;
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String user = asked.getName();
    String source =
        asked.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "?";
    throttle.refuse(user, source);
    Optional<Proven> proven;
    try {
      proven = prove(user, String.valueOf(asked.getCredentials()), source);
    } catch (DirectoryAway | NotWelcome e) {
      SecurityLog.warn("sign-in-failed", "user", user, "source", source, "reason", e.getMessage());
      throw e;
    }
    if (proven.isEmpty()) {
      SecurityLog.warn("sign-in-failed", "user", user, "source", source);
      throttle.failed(user, source);
      throw new BadCredentialsException("the name or the password is wrong");
    }
    throttle.succeeded(user, source);
    var signedIn =
        UsernamePasswordAuthenticationToken.authenticated(
            proven.get().user(),
            "",
            ProvedBy.authorities(proven.get().by(), proven.get().account()));
    signedIn.setDetails(asked.getDetails());
    return signedIn;
  }

  private Optional<Proven> prove(String user, String password, String source) {
    return NAME.matcher(user).matches() && !password.isEmpty() && password.length() <= LONGEST
        ? credentials.stream()
            .flatMap(way -> way.prove(user, password, source).stream())
            .findFirst()
        : Optional.empty();
  }
}
