package io.siteswap.console;

import io.siteswap.runbook.Refused;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is refused, in the form of our own API, whichever room has refused it. */
@RestControllerAdvice(annotations = RestController.class)
class Refusals {
  @ExceptionHandler
  ProblemDetail asProblem(Refused refusal) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatusCode.valueOf(refusal.getResponse().getStatus()), refusal.getMessage());
  }
}
