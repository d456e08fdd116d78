/**
 * What the process stands on: its database, its disk and its memory. When that is gone Siteswap
 * ends, at once and loudly, and is started again from outside; what was written down makes that
 * safe. Here too is what keeps one failure from filling the log. Knows no other room.
 */
package io.siteswap.ground;
