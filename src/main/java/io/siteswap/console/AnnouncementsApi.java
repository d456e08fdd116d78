package io.siteswap.console;

import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.site.Announcement;
import io.siteswap.site.Announces;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What each page shows on top, whoever looks at it. */
@RestController
class AnnouncementsApi {
  private final List<Announces> announcing;

  AnnouncementsApi(List<Announces> announcing) {
    this.announcing = announcing;
  }

  @GetMapping("/api/announcements")
  ResponseEntity<List<Announcement>> now(Paging wanted) {
    return Page.of(announcing.stream().flatMap(one -> one.now().stream()).toList(), wanted)
        .answer();
  }
}
