package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Reading;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that the Manager lets the account do, or refuses: that is found before people have
 * vouched for what needs it, not after.
 *
 * @param name the Manager's, e.g. {@code manipulate_host}
 */
public record Permission(String name, Set<Need> concerns) implements InventoryCheck {
  public static final String MANIPULATE_HOST = "manipulate_host";
  public static final String MIGRATE_VM = "migrate_vm";
  public static final String RUN_VM = "run_vm";
  public static final String MANIPULATE_AFFINITY_GROUPS = "manipulate_affinity_groups";

  /** All that any runbook needs. */
  public static final List<Permission> ALL =
      List.of(
          of(MANIPULATE_HOST, Need.MIGRATION, Need.TAKEOVER, Need.RETURN, Need.PROTECTION),
          of(MIGRATE_VM, Need.MIGRATION),
          of(RUN_VM, Need.LOSS),
          of(MANIPULATE_AFFINITY_GROUPS, Need.MIGRATION, Need.LOSS, Need.PROTECTION),
          of("edit_host_configuration", Need.PROTECTION),
          of("edit_vm_properties", Need.PROTECTION));

  private static Permission of(String name, Need... concerns) {
    return new Permission(name, Set.of(concerns));
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    Reading<Set<String>> granted = situation.circumstances().permits();
    return granted.value().filter(all -> !all.contains(name)).isPresent() && situation.asks(name)
        ? Stream.of(missing(situation.cluster().manager().user()))
        : Stream.empty();
  }

  private Finding missing(String account) {
    return Finding.warning(
            "permission-missing",
            "The account %s lacks the permission %s".formatted(account, name),
            "Give it a role with that permission on the whole system.")
        .about(name);
  }

  /** Whether the Manager tells at all what the account may do. */
  record Told() implements InventoryCheck {
    @Override
    public Set<Need> concerns() {
      return Set.of(Need.TWO_SITES, Need.PROTECTION);
    }

    @Override
    public Stream<Finding> look(Situation situation) {
      Reading<Set<String>> granted = situation.circumstances().permits();
      return granted.value().isPresent()
          ? Stream.empty()
          : Stream.of(Finding.unknown("permissions", "what the account may do", granted.whyNot()));
    }
  }
}
