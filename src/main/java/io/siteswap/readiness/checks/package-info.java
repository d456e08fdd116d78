/**
 * The checks: each looks at the facts of one audit, or at what a plan was drawn up from, and makes
 * findings of it. They know no clock, ask nobody and keep nothing.
 */
package io.siteswap.readiness.checks;
