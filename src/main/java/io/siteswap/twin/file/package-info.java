/** How the twin keeps what it knows in files. Knows nothing of what is in them. */
package io.siteswap.twin.file;
