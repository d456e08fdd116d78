package io.siteswap.console;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.notice.Notice;
import io.siteswap.notice.Notices;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What whoever asks was told. */
@RestController
@RequestMapping("/api/notices")
class NoticesApi {
  private final Notices notices;
  private final SignedIn signedIn;

  NoticesApi(Notices notices, SignedIn signedIn) {
    this.notices = notices;
    this.signedIn = signedIn;
  }

  /**
   * A notice.
   *
   * @param kind {@code waiting}, {@code reminded}, {@code escalated}, {@code stuck} or {@code
   *     ended}
   * @param mail {@code sent}, {@code waiting}, {@code givenUp} or {@code none}
   */
  record Line(
      Instant at, String kind, String run, String title, String text, String link, String mail) {
    static Line of(Notice notice) {
      return new Line(
          notice.at(),
          notice.kind().word(),
          notice.run(),
          notice.title(),
          notice.text(),
          notice.link(),
          notice.mail());
    }
  }

  @GetMapping
  ResponseEntity<List<Line>> mine(Paging wanted) {
    return some(wanted).answer();
  }

  Page<Line> some(Paging wanted) {
    String who = who();
    return Page.read(notices.count(who), wanted, (page, size) -> notices.of(who, page, size))
        .map(Line::of);
  }

  private String who() {
    return signedIn.now().map(Person::name).orElse("");
  }
}
