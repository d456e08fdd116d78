package io.siteswap.live;

import io.siteswap.site.WrongConfiguration;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The live picture of the sites.
 *
 * @param pace how old what is shown may become while somebody watches; looks that are made anyway
 *     count, and while nobody watches none is made for this
 * @param viewers how many may watch at once, on each node
 */
@ConfigurationProperties("siteswap.live")
record LiveProperties(@DefaultValue("5s") Duration pace, @DefaultValue("100") int viewers) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  LiveProperties {
    if (pace.compareTo(SHORTEST) < 0) {
      throw new WrongConfiguration(
          "siteswap.live.pace is '%s', which is too often".formatted(pace),
          "Expected at least 1s, e.g. 5s.");
    }
    if (viewers < 1) {
      throw new WrongConfiguration(
          "siteswap.live.viewers is '%d'".formatted(viewers), "Expected at least 1, e.g. 100.");
    }
  }
}
