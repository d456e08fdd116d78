package io.siteswap.audit;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.runbook.Groups;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** Which roles people have. */
@Component
class Roles {
  private final IdentityService identity;
  private final SignedIn signedIn;

  Roles(IdentityService identity, SignedIn signedIn) {
    this.identity = identity;
    this.signedIn = signedIn;
  }

  /** As in "operator"; empty for whoever has none of ours. */
  String of(String who) {
    // Who belongs to which group is for nobody to ask, and what a story says of it for everybody.
    Optional<Person> reader = signedIn.now();
    identity.clearAuthentication();
    try {
      List<String> groups =
          identity.createGroupQuery().groupMember(who).list().stream().map(Group::getId).toList();
      return Groups.roles(groups);
    } finally {
      reader.ifPresent(person -> identity.setAuthentication(person.name(), person.groups()));
    }
  }
}
