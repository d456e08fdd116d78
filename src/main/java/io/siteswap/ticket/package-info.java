/**
 * The change desk: reading a ticket, its webhook, and what the ticket hears of its run. What a
 * ticket must be before a run may begin is decided elsewhere.
 */
package io.siteswap.ticket;
