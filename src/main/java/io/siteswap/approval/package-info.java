/**
 * People: who they are, what each may see and do, and that a decision is one that could be made.
 * Four eyes hold here, in the engine, whatever form or API a decision comes through.
 */
package io.siteswap.approval;
