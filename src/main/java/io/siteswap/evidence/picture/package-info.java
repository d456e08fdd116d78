/**
 * The diagram of a run as a picture: drawn from the model as it was run, with the path that was
 * taken, for a page and for a PDF alike. Knows neither the engine nor runs.
 */
package io.siteswap.evidence.picture;
