/**
 * Telling people that a run waits for them, or how it goes: by mail and in chats, through the
 * outbox. Who may decide what is decided elsewhere.
 */
package io.siteswap.notice;
