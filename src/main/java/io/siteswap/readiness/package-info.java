/** What must be true before a failover: checks over one inventory, and the findings they make. */
package io.siteswap.readiness;
