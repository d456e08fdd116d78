/**
 * The REST API, one class a collection: from a request to a command of the behaviour, and from the
 * world to the elements that are shown.
 */
package io.siteswap.twin.resource;
