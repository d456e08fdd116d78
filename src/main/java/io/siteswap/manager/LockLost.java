package io.siteswap.manager;

/** The Manager was not asked: whoever wanted it asked has lost the right to. */
public class LockLost extends ManagerUnreachable {
  LockLost(String what) {
    super(what, "it was not asked, as this node has been away too long", null);
  }
}
