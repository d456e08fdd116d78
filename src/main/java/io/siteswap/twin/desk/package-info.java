/**
 * The demo desk: the part of ServiceNow's API that Siteswap uses, one page for people, and a
 * webhook on what has changed. Knows nothing of the world of the twin, which it only stands beside.
 */
package io.siteswap.twin.desk;
