package io.siteswap.twin;

import java.util.Optional;

/** An event about to be written: what, about whom, and for which command. */
record Note(
    EventKind kind,
    String text,
    Optional<TwinHost> host,
    Optional<TwinVm> vm,
    Optional<String> correlation) {

  static Note of(EventKind kind, Object... names) {
    return new Note(
        kind, kind.describe(names), Optional.empty(), Optional.empty(), Optional.empty());
  }

  Note host(TwinHost about) {
    return new Note(kind, text, Optional.of(about), vm, correlation);
  }

  Note vm(TwinVm about) {
    return new Note(kind, text, host, Optional.of(about), correlation);
  }

  Note by(Optional<String> command) {
    return new Note(kind, text, host, vm, command);
  }
}
