/** Our own pages and REST: what runs are there, how each stands, and the page of its ledger. */
package io.siteswap.console;
