/**
 * The steps of a run at the gate, and what becomes of a run whose ticket changes: where the ticket
 * meets Camunda.
 */
package io.siteswap.ticket.steps;
