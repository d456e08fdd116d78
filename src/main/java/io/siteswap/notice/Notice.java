package io.siteswap.notice;

import java.time.Instant;

/**
 * Something that a person was told.
 *
 * @param mail {@code sent}, {@code waiting}, {@code givenUp}, or {@code none} where no mail goes
 *     out
 */
public record Notice(
    Instant at, Kind kind, String run, String title, String text, String link, String mail) {}
