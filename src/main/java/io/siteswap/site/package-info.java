/**
 * The words that everyone shares, and the configuration of stretch clusters: which host stands at
 * which site is our knowledge, the Manager has no word for it. Imports nothing of ours.
 */
package io.siteswap.site;
