package io.siteswap.runbook;

import java.time.Duration;

/**
 * People were waited for, and are no more.
 *
 * @param task the id of the user task
 */
public record PeopleAnswered(String task, Duration took) {}
