package io.siteswap.site;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a wrong configuration as two sentences instead of a stack trace. */
class WrongConfigurationAnalyzer extends AbstractFailureAnalyzer<WrongConfiguration> {
  @Override
  protected FailureAnalysis analyze(Throwable root, WrongConfiguration cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}
