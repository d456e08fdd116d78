package io.siteswap.outbox;

/** Carries messages of some channels to the outside. */
public interface Messenger {
  boolean carries(String channel);

  /**
   * Says it. Throws {@link NotNow} when it is to be said later, and {@link Undeliverable} when that
   * cannot help.
   *
   * @param again whether an earlier attempt may have been heard, so that it is to be asked first
   */
  void deliver(Message message, boolean again);
}
