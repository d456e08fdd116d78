package io.siteswap.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a script shows to come in, without the secret. */
record ApiToken(
    String id,
    String name,
    List<String> scopes,
    String madeBy,
    Instant madeAt,
    Instant expiresAt,
    Optional<Instant> usedAt,
    Optional<Instant> revokedAt,
    Optional<String> revokedBy) {
  private static final String ACTOR = "token:";

  /** As runs and the journal name whoever comes with it; no person can be called so. */
  String actor() {
    return ACTOR + name;
  }

  /** The name of the token that acts there, where no person does. */
  static Optional<String> name(String actor) {
    return Optional.of(actor)
        .filter(one -> one.startsWith(ACTOR))
        .map(one -> one.substring(ACTOR.length()));
  }

  List<Scope> known() {
    return scopes.stream().flatMap(scope -> Scope.of(scope).stream()).toList();
  }
}
