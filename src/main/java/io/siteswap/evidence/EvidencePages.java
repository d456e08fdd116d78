package io.siteswap.evidence;

import io.siteswap.engine.SignedIn;
import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.paging.Turning;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Labels;
import io.siteswap.runbook.NoSuchRun;
import io.siteswap.runbook.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The evidence of a run as a page: its packs, whether the journal is whole, and what is to be done.
 */
@Controller
class EvidencePages {
  private static final int SIZE = 50;

  private final Runs runs;
  private final Evidence evidence;
  private final EvidenceFolder folder;
  private final FollowUps followUps;
  private final JournalChecks checks;
  private final Labels labels;
  private final SigningKey key;
  private final SignedIn signedIn;

  EvidencePages(
      Runs runs,
      Evidence evidence,
      EvidenceFolder folder,
      FollowUps followUps,
      JournalChecks checks,
      Labels labels,
      SigningKey key,
      SignedIn signedIn) {
    this.runs = runs;
    this.evidence = evidence;
    this.folder = folder;
    this.followUps = followUps;
    this.checks = checks;
    this.labels = labels;
    this.key = key;
    this.signedIn = signedIn;
  }

  record FollowUpLine(
      int number,
      String what,
      String owner,
      String due,
      String notedBy,
      String doneBy,
      boolean open) {
    static FollowUpLine of(FollowUps.FollowUp one) {
      return new FollowUpLine(
          one.number(),
          one.what(),
          one.owner(),
          Optional.ofNullable(one.due()).map(Object::toString).orElse(""),
          one.notedBy(),
          Optional.ofNullable(one.doneBy()).orElse(""),
          !one.isDone());
    }
  }

  @GetMapping("/runs/{id}/evidence")
  ModelAndView one(@PathVariable String id, @RequestParam(defaultValue = "0") int page) {
    return page(run(id), page, HttpStatus.OK, "");
  }

  @PostMapping("/runs/{id}/follow-ups")
  ModelAndView note(
      @PathVariable String id,
      @RequestParam String what,
      @RequestParam String owner,
      @RequestParam(defaultValue = "") String due) {
    Run run = run(id);
    return acted(run, () -> followUps.note(run, what, owner, EvidenceApi.day(due)));
  }

  @PostMapping("/runs/{id}/follow-ups/{number}/done")
  ModelAndView done(@PathVariable String id, @PathVariable int number) {
    Run run = run(id);
    return acted(run, () -> followUps.done(run, number));
  }

  private interface Act {
    FollowUps.FollowUp act();
  }

  private ModelAndView acted(Run run, Act act) {
    try {
      int page = (act.act().number() - 1) / SIZE;
      return new ModelAndView("redirect:" + pages(run).formatted(page));
    } catch (Refused e) {
      return page(run, 0, HttpStatusCode.valueOf(e.getResponse().getStatus()), e.getMessage());
    }
  }

  private Run run(String id) {
    return runs.find(id).orElseThrow(() -> new NoSuchRun(id));
  }

  private static String pages(Run run) {
    return "/runs/" + run.id() + "/evidence?page=%d#follow-ups";
  }

  private ModelAndView page(Run run, int number, HttpStatusCode status, String refusal) {
    Map<String, Object> model = new HashMap<>();
    model.put("id", run.id());
    model.put("ticket", run.ticket());
    model.put("runbook", labels.process(run.runbook()));
    model.put("open", run.isOpen());
    model.put("refusal", refusal);
    model.put("isRefused", !refusal.isEmpty());
    model.put("isReady", evidence.ready(run).isPresent());
    model.put("pack", folder.latest(run.id()).map(EvidenceFolder.PackFile::name).stream().toList());
    model.put("fingerprint", key.fingerprint());
    journal(model);
    Page<FollowUpLine> some =
        followUps.some(run.id(), Paging.of(number, SIZE)).map(FollowUpLine::of);
    model.put("followUps", some.lines());
    model.put("hasFollowUps", !some.lines().isEmpty());
    model.put("turning", Turning.of(some, pages(run)));
    model.put("mayNote", signedIn.now().filter(who -> who.isOfOne(Groups.DECIDING)).isPresent());
    ModelAndView page = new ModelAndView("evidence", model);
    page.setStatus(status);
    return page;
  }

  private void journal(Map<String, Object> model) {
    JournalChecks.State state = checks.last();
    model.put("problem", state.problem().orElse(""));
    model.put("isBroken", state.problem().isPresent());
    model.put("isChecked", state.at().isPresent());
    model.put("checkedAt", state.at().map(Object::toString).orElse(""));
    model.put("entries", state.entries());
  }
}
