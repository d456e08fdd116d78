/**
 * What the Manager does with its world: commands and what refuses them, migrations, the SPM,
 * fencing, restarts, all in simulated time. Knows nothing of HTTP.
 */
package io.siteswap.twin.behaviour;
