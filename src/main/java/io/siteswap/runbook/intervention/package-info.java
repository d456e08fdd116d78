/** How people step into a run that is under way: they abort it, or retry what has failed. */
package io.siteswap.runbook.intervention;
