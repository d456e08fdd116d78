package io.siteswap.console;

import io.siteswap.recovery.SiteXray;
import io.siteswap.recovery.Times;
import io.siteswap.recovery.XrayLine;
import io.siteswap.recovery.Xrays;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The page that says why the Manager does not fail over by itself; it follows the Manager. */
@Controller
class XrayPages {
  private final Clusters clusters;
  private final Xrays xrays;

  XrayPages(Clusters clusters, Xrays xrays) {
    this.clusters = clusters;
    this.xrays = xrays;
  }

  record SiteLine(String site, String description, List<ReasonLine> lines) {}

  record ReasonLine(XrayLine reason, String until) {}

  @GetMapping("/clusters/{name}/xray")
  ModelAndView one(@PathVariable String name) {
    StretchCluster cluster = clusters.named(name);
    List<SiteXray> sites = xrays.of(cluster);
    return new ModelAndView(
        "xray",
        Map.of(
            "name",
            cluster.name(),
            "at",
            sites.get(0).at().truncatedTo(ChronoUnit.SECONDS),
            "silentSites",
            clusters.silentSites(clusters.summary(cluster)),
            "sites",
            sites.stream().map(XrayPages::line).toList()));
  }

  private static SiteLine line(SiteXray site) {
    return new SiteLine(
        site.site(),
        site.hosts() == 0
            ? ""
            : "%d of %d hosts do not answer".formatted(site.silent(), site.hosts()),
        site.lines().stream().map(reason -> line(reason, site.at())).toList());
  }

  private static ReasonLine line(XrayLine reason, Instant now) {
    return new ReasonLine(reason, reason.until().map(until -> countdown(until, now)).orElse(""));
  }

  /** The Manager is never exact to the second, and the time of the day says which time is meant. */
  static String countdown(Instant until, Instant now) {
    String time = Times.of(until);
    return until.isAfter(now)
        ? "in %s (%s)".formatted(Times.describe(Duration.between(now, until)), time)
        : "any moment (%s)".formatted(time);
  }
}
