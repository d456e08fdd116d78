package io.siteswap.site;

import java.util.List;

/** Whoever may have something to say to everybody. Asked often: answers at once. */
public interface Announces {
  /** What is to be said now; nothing on a good day. */
  List<Announcement> now();
}
