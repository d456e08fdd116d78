/**
 * What a run would do, before it does it: changes, the phases that hold them, the plan that people
 * approve by its fingerprint, and the planners. All of it is pure: no clock, no engine, no I/O,
 * except that a change knows how the Manager is asked for it.
 */
package io.siteswap.plan;
