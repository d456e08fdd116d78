package io.siteswap.engine;

import java.util.Collection;
import java.util.List;

/**
 * Somebody who can sign in.
 *
 * @param name with which they do
 * @param groups that they are in
 */
public record Person(String name, List<String> groups) {
  public boolean isOf(String group) {
    return groups.contains(group);
  }

  public boolean isOfOne(Collection<String> any) {
    return groups.stream().anyMatch(any::contains);
  }
}
