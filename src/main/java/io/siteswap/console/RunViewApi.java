package io.siteswap.console;

import io.siteswap.audit.Asked;
import io.siteswap.audit.Failure;
import io.siteswap.audit.Instance;
import io.siteswap.audit.Passage;
import io.siteswap.audit.RunHistory;
import io.siteswap.audit.Stories;
import io.siteswap.audit.StoryPage;
import io.siteswap.audit.StoryWish;
import io.siteswap.audit.StoryWish.Span;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.plan.Fingerprint;
import io.siteswap.runbook.NoSuchRun;
import io.siteswap.runbook.Shown;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the view of a run is made of: its diagrams, the path through them, and its story. */
@RestController
@RequestMapping("/api/runs/{id}")
class RunViewApi {
  private final Runs runs;
  private final RunHistory history;
  private final Stories stories;
  private final RunStates states;
  private final Journal journal;
  private final FormPages pages;

  RunViewApi(
      Runs runs,
      RunHistory history,
      Stories stories,
      RunStates states,
      Journal journal,
      FormPages pages) {
    this.runs = runs;
    this.history = history;
    this.stories = stories;
    this.states = states;
    this.journal = journal;
    this.pages = pages;
  }

  /** An instance, and where it or what it called stood still. */
  record InstanceDetail(Instance instance, List<Failure> incidents) {}

  @GetMapping("/instances")
  ResponseEntity<List<Instance>> instances(@PathVariable String id, Paging wanted) {
    return history.instances(run(id).id(), wanted.page(), wanted.size()).answer();
  }

  @GetMapping("/instances/{instance}")
  InstanceDetail instance(@PathVariable String id, @PathVariable String instance) {
    return new InstanceDetail(of(id, instance), history.incidents(instance));
  }

  @GetMapping("/instances/{instance}/steps")
  ResponseEntity<List<Passage>> steps(
      @PathVariable String id, @PathVariable String instance, Paging wanted) {
    return history.passages(of(id, instance).id(), wanted.page(), wanted.size()).answer();
  }

  @GetMapping(path = "/instances/{instance}/model", produces = MediaType.APPLICATION_XML_VALUE)
  String model(@PathVariable String id, @PathVariable String instance) {
    return history.model(of(id, instance));
  }

  @GetMapping("/questions")
  ResponseEntity<List<Asked>> questions(@PathVariable String id, Paging wanted) {
    return history.questions(run(id).id(), wanted.page(), wanted.size()).answer();
  }

  @GetMapping("/story")
  StoryPage story(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") List<String> during,
      @RequestParam(defaultValue = "false") boolean events,
      @RequestParam(defaultValue = "false") boolean latest,
      Paging wanted) {
    return stories.of(
        run(id),
        new StoryWish(StoryWish.words(search), spans(during), events, latest),
        wanted.page(),
        wanted.size());
  }

  /** How far each phase, and each site, is now or was then. */
  @GetMapping("/state")
  RunStates.State state(@PathVariable String id, @RequestParam Optional<String> at) {
    return states.of(run(id), at.map(RunViewApi::instant));
  }

  /** What people said to the plan, each with what lay before them then. */
  @GetMapping("/approvals")
  ResponseEntity<List<Approval>> approvals(@PathVariable String id, Paging wanted) {
    Run run = run(id);
    List<Journal.Line> said =
        Shown.APPROVED_AT.stream()
            .flatMap(task -> journal.of(run.id(), task).stream())
            .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
            .toList();
    return Page.of(said, wanted).map(line -> approval(run, line)).answer();
  }

  private Approval approval(Run run, Journal.Line line) {
    Instant at = Instant.parse(line.at());
    Optional<FormPages.Shown> shown =
        pages.shown(run.id(), Shown.pageOf(line.event())).stream()
            .filter(page -> !page.at().isAfter(at))
            .reduce((earlier, later) -> later);
    return new Approval(
        line.event(),
        at,
        line.actor(),
        Fingerprint.shortenedIn(line.detail()),
        shown.map(FormPages.Shown::at).orElse(null),
        shown.map(FormPages.Shown::page).orElse(null));
  }

  private static List<Span> spans(List<String> during) {
    try {
      return during.stream().map(Span::of).toList();
    } catch (DateTimeParseException e) {
      throw wrong(e);
    }
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong(e);
    }
  }

  private static ResponseStatusException wrong(DateTimeParseException e) {
    return new ResponseStatusException(
        HttpStatus.BAD_REQUEST,
        "'%s' is no time: expected e.g. 2026-01-31T03:00:00Z".formatted(e.getParsedString()),
        e);
  }

  private Instance of(String id, String instance) {
    return history
        .instance(run(id).id(), instance)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "'%s' is no instance of run %s".formatted(instance, id)));
  }

  private Run run(String id) {
    return runs.find(id).orElseThrow(() -> new NoSuchRun(id));
  }
}
