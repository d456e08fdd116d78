package io.siteswap.console;

import io.siteswap.runbook.Refused;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** What is refused, in the form of our own API. */
final class Refusals {
  private Refusals() {}

  static ProblemDetail asProblem(Refused refusal) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatusCode.valueOf(refusal.getResponse().getStatus()), refusal.getMessage());
  }
}
