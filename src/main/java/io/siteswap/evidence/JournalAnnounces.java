package io.siteswap.evidence;

import io.siteswap.site.Announcement;
import io.siteswap.site.Announces;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says to everybody that the journal is no longer what it was. */
@Component
class JournalAnnounces implements Announces {
  private final JournalChecks checks;

  JournalAnnounces(JournalChecks checks) {
    this.checks = checks;
  }

  @Override
  public List<Announcement> now() {
    return checks.last().problem().stream()
        .map(
            problem ->
                new Announcement(
                    "bad",
                    "The journal is not whole: %s. Somebody has altered the database, or restored an older state of it: do not rely on what is said here of the past."
                        .formatted(problem),
                    ""))
        .toList();
  }
}
