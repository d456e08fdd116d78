package io.siteswap.plan;

/** What changes share that burden the same thing: only so many of them are under way at once. */
public record Lane(Kind kind, String id) {
  /** What is burdened. */
  public enum Kind {
    /** A host that takes VMs in. */
    MIGRATIONS,
    /** The Manager, which installs hosts. */
    INSTALLATIONS,
    /** The Manager, which starts VMs. */
    STARTS,
    /** The site that returns host by host. */
    RETURNS
  }

  static Lane migrationsTo(String hostId) {
    return new Lane(Kind.MIGRATIONS, hostId);
  }

  static Lane starts() {
    return new Lane(Kind.STARTS, "");
  }

  static Lane returns() {
    return new Lane(Kind.RETURNS, "");
  }

  static Lane installations() {
    return new Lane(Kind.INSTALLATIONS, "");
  }
}
