package io.siteswap.people;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.paging.Turning;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tokens, codes from the safe and who is in which group: everybody sees what was handed out,
 * administrators hand it out.
 */
@Controller
@RequestMapping("/people")
class PeoplePages {
  private static final String HERE = "redirect:/people";
  private static final int SIZE = 50;

  private final ApiTokens tokens;
  private final GlassCodes codes;
  private final Roster roster;
  private final SignedIn signedIn;
  private final InstantSource clock;

  PeoplePages(
      ApiTokens tokens, GlassCodes codes, Roster roster, SignedIn signedIn, InstantSource clock) {
    this.tokens = tokens;
    this.codes = codes;
    this.roster = roster;
    this.signedIn = signedIn;
    this.clock = clock;
  }

  record TokenLine(ApiToken token, String scopes, boolean isYours, String used, String state) {
    static TokenLine of(ApiToken token, Person reader, Instant now) {
      return new TokenLine(
          token,
          String.join(", ", token.scopes()),
          token.madeBy().equals(reader.name()),
          token.usedAt().map(PeoplePages::time).orElse(""),
          state(token, now));
    }

    private static String state(ApiToken token, Instant now) {
      if (token.revokedAt().isPresent()) {
        return "revoked by " + token.revokedBy().orElse("somebody");
      }
      return token.expiresAt().isAfter(now) ? "" : "has ended";
    }

    public boolean isGood() {
      return state.isEmpty();
    }

    public boolean isUsed() {
      return !used.isEmpty();
    }

    public String expires() {
      return time(token.expiresAt());
    }
  }

  record UseLine(
      GlassCodes.Use use, String at, boolean isOpen, boolean isForYou, String by, String said) {
    static UseLine of(GlassCodes.Use use, Person reader) {
      return new UseLine(
          use,
          time(use.at()),
          use.reviewedBy().isEmpty(),
          use.reviewedBy().isEmpty() && GlassCodes.mayReview(use, reader),
          use.reviewedBy().orElse(""),
          use.review().orElse(""));
    }
  }

  @GetMapping
  ModelAndView all(
      @RequestParam(name = "tokens", defaultValue = "0") int ofTokens,
      @RequestParam(name = "codes", defaultValue = "0") int ofCodes,
      @RequestParam(name = "members", defaultValue = "0") int ofMembers) {
    return page(HttpStatus.OK, "", ofTokens, ofCodes, ofMembers);
  }

  /** Answered at once and not led elsewhere: the secret is shown this one time. */
  @PostMapping("/tokens")
  ModelAndView make(
      @RequestParam String name,
      @RequestParam(defaultValue = "") List<String> scopes,
      @RequestParam int days) {
    return acted(
        () -> {
          ApiTokens.Made made = tokens.make(name.strip(), scopes, days, who());
          return new ModelAndView(
              "token-made",
              Map.of(
                  "name",
                  made.token().name(),
                  "scopes",
                  String.join(", ", made.token().scopes()),
                  "expires",
                  time(made.token().expiresAt()),
                  "secret",
                  made.secret()));
        });
  }

  @PostMapping("/tokens/{id}/revoke")
  ModelAndView revoke(@PathVariable String id) {
    return acted(
        () -> {
          tokens.revoke(id, who());
          return new ModelAndView(HERE);
        });
  }

  /** A sheet for the printer, this one time as well. */
  @PostMapping("/codes")
  ModelAndView print(@RequestParam String user, @RequestParam int count) {
    return acted(
        () ->
            new ModelAndView(
                "codes-sheet",
                Map.of(
                    "user",
                    user,
                    "codes",
                    codes.print(user, count, who()),
                    "at",
                    time(clock.instant()))));
  }

  @PostMapping("/codes/void")
  ModelAndView discard(@RequestParam String user) {
    return acted(
        () -> {
          codes.discard(user, who());
          return new ModelAndView(HERE);
        });
  }

  @PostMapping("/codes/{id}/review")
  ModelAndView review(@PathVariable String id, @RequestParam String review) {
    return acted(
        () -> {
          codes.review(id, review, who());
          return new ModelAndView(HERE);
        });
  }

  private ModelAndView acted(Supplier<ModelAndView> act) {
    try {
      return act.get();
    } catch (Refused e) {
      return page(HttpStatusCode.valueOf(e.getResponse().getStatus()), e.getMessage(), 0, 0, 0);
    }
  }

  private ModelAndView page(
      HttpStatusCode status, String problem, int ofTokens, int ofCodes, int ofMembers) {
    Person reader = who();
    boolean isAdmin = reader.isOf(Groups.ADMIN);
    Map<String, Object> page = new HashMap<>();
    page.put("problems", problem.isEmpty() ? List.of() : List.of(problem));
    page.put("isAdmin", isAdmin);
    Page<TokenLine> someTokens =
        tokens
            .all(Paging.of(ofTokens, SIZE))
            .map(one -> TokenLine.of(one, reader, clock.instant()));
    page.put("tokens", someTokens.lines());
    page.put("turningTokens", Turning.of(someTokens, "/people?tokens=%d#tokens"));
    Page<UseLine> uses = codes.uses(Paging.of(ofCodes, SIZE)).map(use -> UseLine.of(use, reader));
    page.put("uses", uses.lines());
    page.put("turningUses", Turning.of(uses, "/people?codes=%d#codes"));
    // Whom there is to guess a password of is told to nobody else.
    if (isAdmin) {
      Page<Roster.Member> members = roster.members(Paging.of(ofMembers, SIZE));
      page.put("members", members.lines());
      page.put("turningMembers", Turning.of(members, "/people?members=%d#members"));
    }
    return new ModelAndView("people", page, status);
  }

  private Person who() {
    return signedIn.now().orElseThrow(() -> new Refused("nobody is signed in"));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
