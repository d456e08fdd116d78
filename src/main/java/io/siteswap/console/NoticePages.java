package io.siteswap.console;

import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.paging.Turning;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What whoever looks was told. */
@Controller
class NoticePages {
  private static final int SIZE = 50;

  private static final Map<String, String> MAIL =
      Map.of(
          "sent", "sent",
          "waiting", "waits to be sent",
          "givenUp", "could not be sent",
          "none", "no mail");

  private final NoticesApi notices;

  NoticePages(NoticesApi notices) {
    this.notices = notices;
  }

  record Row(String at, String title, String text, String link, String mail) {
    static Row of(NoticesApi.Line line) {
      return new Row(
          line.at().toString(), line.title(), line.text(), line.link(), MAIL.get(line.mail()));
    }
  }

  @GetMapping("/notices")
  ModelAndView mine(Paging wanted) {
    Page<Row> some = notices.some(Paging.of(wanted.page(), SIZE)).map(Row::of);
    return new ModelAndView(
        "notices", Map.of("rows", some.lines(), "turning", Turning.of(some, "/notices?page=%d")));
  }
}
