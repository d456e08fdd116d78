package io.siteswap.manager;

import java.util.Optional;
import org.ovirt.engine.sdk4.services.HostService;
import org.ovirt.engine.sdk4.types.PowerManagementStatus;

/**
 * What the power management of a host says.
 *
 * @param description the Manager's own, where it could not be asked; else empty
 */
public record PowerStatus(State state, String description) {

  /** On says that power is on, no more; failed that nobody could be asked. */
  public enum State {
    ON,
    OFF,
    UNKNOWN,
    FAILED
  }

  static PowerStatus failed(String description) {
    return new PowerStatus(State.FAILED, description);
  }

  /** A failure comes as a fault inside an answer of 200, which the SDK throws (T-15). */
  static PowerStatus ask(HostService service) {
    try {
      return of(service.fence().fenceType("status").send().powerManagement());
    } catch (org.ovirt.engine.sdk4.Error e) {
      return SdkErrors.faultInsideAnAnswer(e).map(PowerStatus::failed).orElseThrow(() -> e);
    }
  }

  private static PowerStatus of(org.ovirt.engine.sdk4.types.PowerManagement power) {
    return new PowerStatus(
        Optional.ofNullable(power)
            .flatMap(given -> Optional.ofNullable(given.status()))
            .map(PowerStatus::state)
            .orElse(State.UNKNOWN),
        "");
  }

  private static State state(PowerManagementStatus status) {
    return switch (status) {
      case ON -> State.ON;
      case OFF -> State.OFF;
      case UNKNOWN -> State.UNKNOWN;
    };
  }
}
