package io.siteswap.twin.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who is logged in: a session dies after half an hour of the world without a request. */
public final class Sessions {
  public static final String USER = "admin@internal";
  public static final String PASSWORD = "admin";
  private static final Duration IDLE = Duration.ofMinutes(30);

  private final InstantSource clock;
  private final Map<String, Instant> lastUse = new ConcurrentHashMap<>();

  public Sessions(InstantSource clock) {
    this.clock = clock;
  }

  String open() {
    String token = UUID.randomUUID().toString().replace("-", "");
    lastUse.put(token, clock.instant());
    return token;
  }

  void close(String token) {
    lastUse.remove(token);
  }

  public void closeAll() {
    lastUse.clear();
  }

  public boolean admits(Optional<String> authorization) {
    String header = authorization.orElse("");
    if (header.startsWith("Bearer ")) {
      return isAlive(header.substring("Bearer ".length()).trim());
    }
    return header.startsWith("Basic ") && isPassword(header.substring("Basic ".length()).trim());
  }

  private boolean isAlive(String token) {
    Instant now = clock.instant();
    return lastUse.computeIfPresent(
            token, (key, last) -> last.plus(IDLE).isBefore(now) ? null : now)
        != null;
  }

  private static boolean isPassword(String encoded) {
    String expected = USER + ":" + PASSWORD;
    String right = Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8));
    return right.equals(encoded);
  }
}
