/**
 * What is handed to an auditor: a pack per run that proves itself, and what is to be done after the
 * run. It gathers what the other rooms know, and changes nothing of it; the packs are files, beside
 * the database and not in it.
 */
package io.siteswap.evidence;
