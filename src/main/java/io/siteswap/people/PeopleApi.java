package io.siteswap.people;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.runbook.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What administrators hand out, tokens and codes, and what became of it, which everybody sees. */
@RestController
@RequestMapping("/api/people")
class PeopleApi {
  private final ApiTokens tokens;
  private final GlassCodes codes;
  private final SignedIn signedIn;

  PeopleApi(ApiTokens tokens, GlassCodes codes, SignedIn signedIn) {
    this.tokens = tokens;
    this.codes = codes;
    this.signedIn = signedIn;
  }

  record TokenWish(String name, List<String> scopes, int days) {}

  record MadeToken(String id, String name, List<String> scopes, Instant expiresAt, String token) {}

  record CodesWish(int count) {}

  record PrintedCodes(String user, List<String> codes) {}

  record Review(String review) {}

  record Glass(List<GlassCodes.Left> left, List<GlassCodes.Use> used) {}

  @GetMapping("/tokens")
  ResponseEntity<List<ApiToken>> tokens(Paging wanted) {
    return tokens.all(wanted).answer();
  }

  @PostMapping("/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  MadeToken make(@RequestBody TokenWish wish) {
    ApiTokens.Made made =
        tokens.make(
            Optional.ofNullable(wish.name()).orElse(""),
            Optional.ofNullable(wish.scopes()).orElse(List.of()),
            wish.days(),
            who());
    ApiToken token = made.token();
    return new MadeToken(
        token.id(), token.name(), token.scopes(), token.expiresAt(), made.secret());
  }

  @DeleteMapping("/tokens/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String id) {
    tokens.revoke(id, who());
  }

  @GetMapping("/codes")
  ResponseEntity<Glass> codes(Paging wanted) {
    Page<GlassCodes.Use> used = codes.uses(wanted);
    return ResponseEntity.ok()
        .header(Page.FOUND, "" + used.found())
        .body(new Glass(codes.left(), used.lines()));
  }

  @PostMapping("/{user}/codes")
  @ResponseStatus(HttpStatus.CREATED)
  PrintedCodes print(@PathVariable String user, @RequestBody CodesWish wish) {
    return new PrintedCodes(user, codes.print(user, wish.count(), who()));
  }

  @DeleteMapping("/{user}/codes")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void discard(@PathVariable String user) {
    codes.discard(user, who());
  }

  @PostMapping("/codes/{id}/review")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void review(@PathVariable String id, @RequestBody Review said) {
    codes.review(id, Optional.ofNullable(said.review()).orElse(""), who());
  }

  private Person who() {
    return signedIn.now().orElseThrow(() -> new Refused("nobody is signed in"));
  }
}
