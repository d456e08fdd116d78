package io.siteswap.outbox;

/**
 * Something that is to be said once.
 *
 * @param channel who carries it
 * @param subject what it is about; messages of one channel about one subject keep their order
 * @param key says it only once: a second message of the same key is none
 * @param kind what the channel is to do with the body
 */
public record Message(String channel, String subject, String key, String kind, String body) {}
