package io.siteswap.people;

import io.siteswap.site.Announcement;
import io.siteswap.site.Announces;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says to everybody that somebody came in with a code from the safe, until it is reviewed. */
@Component
class GlassAnnounces implements Announces {
  private final GlassCodes codes;

  GlassAnnounces(GlassCodes codes) {
    this.codes = codes;
  }

  @Override
  public List<Announcement> now() {
    return codes.unreviewed().stream()
        .map(
            use ->
                new Announcement(
                    "warn",
                    "%s signed in with a code from the safe at %s, from %s. It is still to be reviewed by somebody else."
                        .formatted(
                            use.user(), use.at().truncatedTo(ChronoUnit.SECONDS), use.source()),
                    "/people#codes"))
        .toList();
  }
}
