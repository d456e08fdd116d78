package io.siteswap.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who is in which group, asked for Siteswap itself: whoever is signed in may not see all. */
@Component
public class Members {
  /** A group that is larger is none of people who decide. */
  private static final int MOST = 500;

  private final ObjectProvider<ProcessEngine> engine;

  Members(ObjectProvider<ProcessEngine> engine) {
    this.engine = engine;
  }

  /**
   * Somebody who can sign in.
   *
   * @param mail where they read their mail; empty where that is not known
   */
  public record Member(String name, Optional<String> mail) {
    private static Member of(User user) {
      return new Member(
          user.getId(), Optional.ofNullable(user.getEmail()).filter(mail -> !mail.isBlank()));
    }
  }

  public List<Member> of(String group) {
    return asked(
        () ->
            identity().createUserQuery().memberOfGroup(group).listPage(0, MOST).stream()
                .map(Member::of)
                .toList());
  }

  public Optional<Member> named(String user) {
    return asked(
        () ->
            Optional.ofNullable(identity().createUserQuery().userId(user).singleResult())
                .map(Member::of));
  }

  /** Who is in one of these groups, by name, a page of them. */
  public List<String> ofOneOf(Collection<String> groups, int page, int size) {
    return asked(
        () ->
            ofOneOf("*", groups)
                .sql(
                    "select * %s order by ID_ limit %d offset %d"
                        .formatted(among(groups), size, (long) page * size))
                .list()
                .stream()
                .map(User::getId)
                .toList());
  }

  public int countOfOneOf(Collection<String> groups) {
    return asked(() -> (int) ofOneOf("count(*)", groups).count());
  }

  private NativeUserQuery ofOneOf(String what, Collection<String> groups) {
    NativeUserQuery query =
        identity().createNativeUserQuery().sql("select %s %s".formatted(what, among(groups)));
    int number = 0;
    for (String group : groups) {
      query.parameter("group" + number++, group);
    }
    return query;
  }

  private static String among(Collection<String> groups) {
    return "from ACT_ID_USER where ID_ in (select USER_ID_ from ACT_ID_MEMBERSHIP where GROUP_ID_ in (%s))"
        .formatted(
            IntStream.range(0, groups.size())
                .mapToObj("#{group%d}"::formatted)
                .collect(Collectors.joining(", ")));
  }

  public List<String> groupsOf(String user) {
    return asked(
        () ->
            identity().createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList());
  }

  private IdentityService identity() {
    return engine.getObject().getIdentityService();
  }

  private <T> T asked(Supplier<T> question) {
    return ((ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(context -> context.runWithoutAuthorization(question::get));
  }
}
