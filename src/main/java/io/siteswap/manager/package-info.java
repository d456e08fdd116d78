/**
 * The only door to the Manager: connections of the oVirt SDK, what its errors mean, the inventory
 * that is read in a handful of list requests, and the requests that change something. The law for
 * all of it is how the engine really behaves, so a 200 is never taken for a success here: whoever
 * asks looks at an inventory afterwards.
 */
package io.siteswap.manager;
