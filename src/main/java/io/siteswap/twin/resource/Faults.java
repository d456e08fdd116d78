package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Answer;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Media;
import io.siteswap.twin.protocol.Request;
import io.siteswap.twin.world.FaultRule;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.CreationStatus;

/** Finds the fault, if any, that a request is to meet, and counts. */
public final class Faults {
  private Faults() {}

  public static Optional<FaultRule> meet(World world, String method, String path) {
    for (int at = 0; at < world.faults.size(); at++) {
      FaultRule rule = world.faults.get(at);
      if (!rule.isSpent() && rule.method().equals(method) && matches(world, rule.path(), path)) {
        FaultRule met = rule.met();
        world.faults.set(at, met);
        if (met.matched() > rule.matched()) {
          return Optional.of(met);
        }
      }
    }
    return Optional.empty();
  }

  static boolean matches(World world, String pattern, String path) {
    List<String> wanted = Request.steps(pattern);
    List<String> steps = Request.steps(path);
    for (int at = 0; at < wanted.size(); at++) {
      if (wanted.get(at).equals("**")) {
        return true;
      }
      if (at >= steps.size() || !fits(world, wanted.get(at), steps.get(at))) {
        return false;
      }
    }
    return wanted.size() == steps.size();
  }

  private static boolean fits(World world, String wanted, String step) {
    return wanted.equals("*")
        || wanted.equals(step)
        || world.host(step).filter(host -> host.name.equals(wanted)).isPresent()
        || world.vm(step).filter(vm -> vm.name.equals(wanted)).isPresent();
  }

  /** The answer of a fault, in the form in which the Manager or a proxy would give it. */
  public static Answer answer(FaultRule rule, Media media, boolean action) {
    int status = rule.status().orElse(500);
    if (status == 401) {
      return unauthorized();
    }
    if (status >= 500 && rule.detail().isEmpty()) {
      return Answer.html(status, "The server is temporarily unable to service your request");
    }
    Refusal refusal = Refusal.of(status, rule.detail().stream().toList());
    return media.answer(status, fault(refusal, action, new Element("action")));
  }

  static Answer unauthorized() {
    return Answer.html(401, "Unauthorized").with("WWW-Authenticate", "Basic realm=\"RESTAPI\"");
  }

  static Element fault(Refusal refusal, boolean action, Element body) {
    Element fault =
        new Element("fault").add("detail", refusal.detail()).add("reason", refusal.reason());
    if (!action || refusal.form() == Refusal.Form.BARE_FAULT) {
      return fault;
    }
    Element answer = new Element("action").add(fault);
    body.children().stream().filter(Reply::isShown).forEach(answer::add);
    return answer.add("status", CreationStatus.FAILED.value());
  }
}
