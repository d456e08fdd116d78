package io.siteswap.twin.world;

import java.util.Optional;

/** An event about to be written: what, about whom, and for which command. */
public record Note(
    EventKind kind,
    String text,
    Optional<TwinHost> host,
    Optional<TwinVm> vm,
    Optional<String> correlation) {

  public static Note of(EventKind kind, Object... names) {
    return new Note(
        kind, kind.describe(names), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Note host(TwinHost about) {
    return new Note(kind, text, Optional.of(about), vm, correlation);
  }

  public Note vm(TwinVm about) {
    return new Note(kind, text, host, Optional.of(about), correlation);
  }

  public Note by(Optional<String> command) {
    return new Note(kind, text, host, vm, command);
  }
}
