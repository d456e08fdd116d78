/**
 * What a ticket must be before a run may begin, and whether it still is: rules without a clock, the
 * wish that a ticket expresses, and what was last seen of the ticket of each run.
 */
package io.siteswap.ticket.gate;
