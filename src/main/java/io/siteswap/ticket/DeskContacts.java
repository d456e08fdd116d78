package io.siteswap.ticket;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** How each desk has answered when it was asked last, for whoever wants to know without asking. */
@Component
class DeskContacts {
  private final InstantSource clock;
  private final Map<String, Contact> byDesk = new TreeMap<>();

  DeskContacts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The last answer of a desk.
   *
   * @param away why there was none; empty where there was
   */
  record Contact(Instant at, Optional<String> away) {}

  synchronized Map<String, Contact> all() {
    return new TreeMap<>(byDesk);
  }

  private synchronized void told(String desk, Optional<String> away) {
    byDesk.put(desk, new Contact(clock.instant(), away));
  }

  /** The same desk; what becomes of each call is known here. A desk that says no has answered. */
  ChangeDesk watched(ChangeDesk desk) {
    return (ChangeDesk)
        Proxy.newProxyInstance(
            ChangeDesk.class.getClassLoader(),
            new Class<?>[] {ChangeDesk.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(desk, arguments);
                if (method.getParameterCount() > 0) {
                  told(desk.name(), Optional.empty());
                }
                return answer;
              } catch (InvocationTargetException e) {
                told(
                    desk.name(),
                    e.getCause() instanceof DeskAway away
                        ? Optional.of(away.getMessage())
                        : Optional.empty());
                throw e.getCause();
              }
            });
  }
}
