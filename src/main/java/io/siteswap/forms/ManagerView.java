package io.siteswap.forms;

import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.site.StretchCluster;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is missing at a Manager before a cluster can be deployed, and what mends it. */
@Component
public class ManagerView {
  record Page(String headline, List<Missing> missing, String answers) {}

  /** One thing that is missing, and what mends it. */
  public record Missing(String what, String remedy) {}

  public String of(Run run, StretchCluster cluster, List<Missing> missing) {
    return Json.write(
        new Page(
            "The Manager at %s is not ready for cluster %s (%s)"
                .formatted(cluster.manager().url(), cluster.name(), run.ticket()),
            missing,
            "/clusters/" + cluster.name() + "/engine-setup.conf"));
  }
}
