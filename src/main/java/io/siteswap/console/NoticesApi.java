package io.siteswap.console;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.notice.Notice;
import io.siteswap.notice.Notices;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What whoever asks was told. */
@RestController
@RequestMapping("/api/notices")
class NoticesApi {
  private static final String USUAL = "50";

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
  ResponseEntity<List<Line>> mine(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = USUAL) int size) {
    return Some.answer(lines(page, size), count());
  }

  List<Line> lines(int page, int size) {
    return notices.of(who(), Math.max(0, page), Math.min(Some.LARGEST, Math.max(1, size))).stream()
        .map(Line::of)
        .toList();
  }

  int count() {
    return notices.count(who());
  }

  private String who() {
    return signedIn.now().map(Person::name).orElse("");
  }
}
