package io.siteswap.live;

import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The start page: the frame of each cluster, which the browser fills as it is told. */
@Controller
class SitesPage {
  private final StretchClusters clusters;

  SitesPage(StretchClusters clusters) {
    this.clusters = clusters;
  }

  record Frame(String name, String primary, String secondary) {
    static Frame of(StretchCluster cluster) {
      return new Frame(cluster.name(), cluster.primary().name(), cluster.secondary().name());
    }
  }

  /** With {@code ?wall} as a screen on a wall shows it: nothing that somebody could press. */
  @GetMapping("/")
  ModelAndView sites(@RequestParam Map<String, String> wishes) {
    List<Frame> frames = clusters.all().stream().map(Frame::of).toList();
    return new ModelAndView(
        "sites", Map.of("clusters", frames, "wall", wishes.containsKey("wall")));
  }
}
