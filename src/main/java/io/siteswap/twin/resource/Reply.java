package io.siteswap.twin.resource;

import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.CreationStatus;

/** What a command or query answers, before it is put into a form. */
record Reply(int status, Element element, Optional<String> created) {
  static Reply ok(Element element) {
    return new Reply(200, element, Optional.empty());
  }

  static Reply created(Element element) {
    return new Reply(201, element, Optional.ofNullable(element.attributes().get("href")));
  }

  static Element complete() {
    return new Element("action").add("status", CreationStatus.COMPLETE.value());
  }

  /** Passwords are not echoed. */
  static boolean isShown(Element given) {
    return !given.name().equals("root_password") && !given.name().equals("ssh");
  }

  /** The answer of an action: what came in, what it was done to, its job. */
  static Reply done(Call call, Element subject, Optional<String> job) {
    Element action = new Element("action");
    call.body().children().stream()
        .filter(child -> !child.name().equals(subject.name()) && isShown(child))
        .forEach(action::add);
    action.add(subject);
    job.ifPresent(id -> action.add(Element.reference("job", Hrefs.job(id), id)));
    return ok(action.add("status", CreationStatus.COMPLETE.value()));
  }
}
