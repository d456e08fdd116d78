package io.siteswap.runbook;

import java.util.Optional;

/** Who has made the token under whose name a script acts; empty where a person acts. */
public interface TokenMakers {
  Optional<String> makerOf(String actor);
}
