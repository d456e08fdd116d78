package io.siteswap.people;

import io.siteswap.runbook.Groups;
import io.siteswap.site.BeforeTheDoorOpens;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells of those who could be two people before the four eyes: with a password here, and by a
 * directory as well. An administrator who is kept here for the worst of days approves nothing.
 */
@Component
class TwoAccounts implements BeforeTheDoorOpens {
  private static final Logger log = LoggerFactory.getLogger(TwoAccounts.class);
  private static final Set<String> START_OR_APPROVE =
      Set.of(Groups.OPERATORS, Groups.APPROVERS, Groups.COMMANDERS);

  private final Roster roster;
  private final OnePerson onePerson;

  TwoAccounts(Roster roster, OnePerson onePerson) {
    this.roster = roster;
    this.onePerson = onePerson;
  }

  /** Behind the people of the configuration. */
  @Override
  public int getPhase() {
    return 2;
  }

  @Override
  public void prepare() {
    Set<String> names = roster.keptHere(START_OR_APPROVE);
    if (onePerson.isAnyDirectory() && !names.isEmpty()) {
      log.warn(
          "{} have a password here beside the company's directory, and whoever has an account in"
              + " both is two people before the four eyes: remove those here, or set"
              + " siteswap.people.<user>.subject",
          String.join(", ", names));
    }
  }
}
