/**
 * What the forms of tasks say to people: each view makes one page of text from the ledger and from
 * what the Manager shows, in the words and figures that people read. Knows neither the engine nor
 * who asks; the forms themselves are files of the folder {@code forms}, and what is laid before
 * those who attest the loss of a site is with the recovery.
 */
package io.siteswap.forms;
