/** Lists in pages, for whoever answers with one: what is asked for, and what is answered. */
package io.siteswap.paging;
