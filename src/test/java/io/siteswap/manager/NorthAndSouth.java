package io.siteswap.manager;

import io.siteswap.site.Blueprint;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NamePattern;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The cluster of the twin, where nothing of it is configured but what has to be. */
public final class NorthAndSouth {
  private NorthAndSouth() {}

  public static StretchCluster cluster(String name, URI manager) {
    return new StretchCluster(
        name,
        new ManagerAccess(manager, "admin@internal", "admin", Optional.empty(), false),
        "Default",
        Optional.of("data"),
        new Site("north", List.of(new NamePattern("north-*"))),
        new Site("south", List.of(new NamePattern("south-*"))),
        List.of(new NamePattern("*")),
        Blueprint.empty());
  }
}
