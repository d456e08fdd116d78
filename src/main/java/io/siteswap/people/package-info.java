/**
 * Who somebody is: people and how they sign in - by a password, a company's directory, a token or a
 * code from the safe - and what is refused before anybody is asked. What each may do is none of
 * this room's business.
 */
package io.siteswap.people;
