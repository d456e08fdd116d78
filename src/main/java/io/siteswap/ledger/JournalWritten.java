package io.siteswap.ledger;

import java.util.List;

/** Told in the transaction in which the lines were written, which may still fail. */
public record JournalWritten(List<Journal.Line> lines) {}
