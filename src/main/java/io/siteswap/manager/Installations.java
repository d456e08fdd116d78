package io.siteswap.manager;

import static io.siteswap.manager.Manager.CORRELATION;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.NamedRef;
import io.siteswap.site.NewHost;
import io.siteswap.site.PowerManagement;
import java.util.List;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.HostBuilder;
import org.ovirt.engine.sdk4.builders.SshBuilder;
import org.ovirt.engine.sdk4.types.Option;
import org.ovirt.engine.sdk4.types.SshAuthenticationMethod;

/**
 * Adds hosts to a Manager and has them installed. Passwords go from the configuration straight into
 * the request; no plan, ledger or log ever holds one.
 */
class Installations {
  private final Calls calls;
  private final List<NewHost> known;

  Installations(Calls calls, List<NewHost> known) {
    this.calls = calls;
    this.known = known;
  }

  void add(HostRef host, NamedRef cluster, int spmPriority, CorrelationId id) {
    NewHost wanted = known(host);
    HostBuilder builder =
        Builders.host()
            .name(wanted.name())
            .address(wanted.address())
            .cluster(Builders.cluster().name(cluster.name()))
            .spm(Builders.spm().priority(spmPriority))
            .ssh(ssh(wanted));
    wanted.rootPassword().ifPresent(builder::rootPassword);
    wanted.powerManagement().ifPresent(power -> manage(builder, power));
    calls.make(
        "add host " + host,
        c ->
            c.systemService()
                .hostsService()
                .add()
                .host(builder)
                .header(CORRELATION, id.value())
                .send()
                .host());
  }

  void repeat(HostRef host, CorrelationId id) {
    NewHost wanted = known(host);
    calls.make(
        "install host " + host,
        c -> {
          var request =
              c.systemService()
                  .hostsService()
                  .hostService(host.id())
                  .install()
                  .ssh(ssh(wanted))
                  .header(CORRELATION, id.value());
          wanted.rootPassword().ifPresent(request::rootPassword);
          return request.send();
        });
  }

  private NewHost known(HostRef host) {
    return known.stream()
        .filter(wanted -> wanted.name().equals(host.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "host " + host + " is no longer in the configuration of Siteswap"));
  }

  private static SshBuilder ssh(NewHost host) {
    return Builders.ssh()
        .port(host.sshPort())
        .authenticationMethod(
            host.rootPassword().isPresent()
                ? SshAuthenticationMethod.PASSWORD
                : SshAuthenticationMethod.PUBLICKEY)
        .user(Builders.user().userName("root"));
  }

  private static void manage(HostBuilder builder, PowerManagement power) {
    List<Option> options =
        power.options().entrySet().stream()
            .map(entry -> Builders.option().name(entry.getKey()).value(entry.getValue()).build())
            .toList();
    builder.powerManagement(
        Builders.powerManagement()
            .enabled(true)
            .agents(
                Builders.agent()
                    .type(power.type())
                    .address(power.address())
                    .username(power.user())
                    .password(power.password())
                    .order(1)
                    .options(options)));
  }
}
