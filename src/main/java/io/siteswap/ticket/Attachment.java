package io.siteswap.ticket;

/** A file of text. */
public record Attachment(String fileName, String mediaType, String text) {}
