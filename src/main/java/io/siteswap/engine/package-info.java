/**
 * The only room that knows the inside of the engine: what Camunda keeps in packages called impl.
 * Others stand at its places by an interface of this room (a process: {@link
 * io.siteswap.engine.ProcessWatcher}; a task: {@link io.siteswap.engine.TaskWatcher}; what people
 * answer: {@link io.siteswap.engine.TaskGuard}; what administrators do: {@link
 * io.siteswap.engine.OperationWatcher}; a job that failed: {@link io.siteswap.engine.Retries}) and
 * else speak its public API, so that a move to a fork is a change of names and of this room. Knows
 * nothing of runs.
 */
package io.siteswap.engine;
