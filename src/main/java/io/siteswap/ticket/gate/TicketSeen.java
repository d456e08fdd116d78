package io.siteswap.ticket.gate;

import io.siteswap.ticket.Ticket;

/** The desk has shown the ticket of a run. */
public record TicketSeen(String runId, Ticket ticket) {}
