/**
 * The room that knows the inside of the engine: what Camunda keeps in packages called impl. Others
 * speak its public API, so that a move to a fork is a change of names and of this room; approval,
 * which stands at the door and at people's tasks, still looks behind that API. Knows nothing of
 * runs.
 */
package io.siteswap.engine;
