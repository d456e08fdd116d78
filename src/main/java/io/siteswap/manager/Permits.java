package io.siteswap.manager;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.types.Permission;
import org.ovirt.engine.sdk4.types.Permit;
import org.ovirt.engine.sdk4.types.Role;

/** Reads what the account of a connection may do. */
final class Permits {
  private Permits() {}

  static Set<String> read(Connection c) {
    String user = c.systemService().get().send().api().authenticatedUser().id();
    Set<String> roles =
        c
            .systemService()
            .usersService()
            .userService(user)
            .permissionsService()
            .list()
            .send()
            .permissions()
            .stream()
            .map(Permission::role)
            .filter(Objects::nonNull)
            .map(Role::id)
            .collect(Collectors.toSet());
    Set<String> permits = new HashSet<>();
    roles.forEach(role -> names(c, role).forEach(permits::add));
    return permits;
  }

  private static Collection<String> names(Connection c, String role) {
    return c
        .systemService()
        .rolesService()
        .roleService(role)
        .permitsService()
        .list()
        .send()
        .permits()
        .stream()
        .map(Permit::name)
        .toList();
  }
}
