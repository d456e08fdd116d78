package io.siteswap.console;

import io.siteswap.outbox.Outbox;
import io.siteswap.outbox.Waiting;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.ticket.DeskOutbox;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is waiting to be said to the outside. */
@RestController
@RequestMapping("/api/outbox")
class OutboxApi {
  private final Outbox outbox;

  OutboxApi(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * One message, without its text.
   *
   * @param state {@code waiting}, {@code late} (it waits for too long) or {@code givenUp}
   */
  record Line(
      String desk,
      String ticket,
      String kind,
      String what,
      String state,
      Instant writtenAt,
      int attempts,
      Instant nextAt,
      String trouble) {
    static Line of(Waiting one, boolean trouble) {
      return new Line(
          one.message().channel(),
          one.message().subject(),
          one.message().kind(),
          one.message().key(),
          one.givenUp() ? "givenUp" : trouble ? "late" : "waiting",
          one.writtenAt(),
          one.attempts(),
          one.givenUp() ? null : one.nextAt(),
          one.trouble().orElse(null));
    }
  }

  @GetMapping
  ResponseEntity<List<Line>> waiting(Paging wanted) {
    Outbox.Backlog backlog = outbox.backlog();
    return Page.read(backlog.waiting() + backlog.givenUp(), wanted, outbox::waiting)
        .map(this::line)
        .answer();
  }

  /** With what is to be said, as people read it. */
  record Unheard(Line line, String words) {}

  /** What the ticket of a run has not heard. */
  List<Unheard> of(String ticket) {
    return outbox.waitingFor(ticket).stream()
        .map(one -> new Unheard(line(one), DeskOutbox.words(one.message())))
        .toList();
  }

  private Line line(Waiting one) {
    return Line.of(one, outbox.isTrouble(one));
  }
}
