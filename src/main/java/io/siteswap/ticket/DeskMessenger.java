package io.siteswap.ticket;

import io.siteswap.outbox.Message;
import io.siteswap.outbox.Messenger;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.Undeliverable;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says to the desks what waits for them. */
@Component
class DeskMessenger implements Messenger {
  private final Desks desks;

  DeskMessenger(Desks desks) {
    this.desks = desks;
  }

  @Override
  public boolean carries(String channel) {
    return desks.named(channel).isPresent();
  }

  @Override
  public void deliver(Message message, boolean again) {
    try {
      deliver(desks.named(message.channel()).orElseThrow(), message, again);
    } catch (DeskAway e) {
      throw new NotNow(e.getMessage(), e.retryAfter());
    } catch (TicketNotFound e) {
      throw new Undeliverable(e.getMessage());
    } catch (DeskTrouble e) {
      // A state that the desk does not have will not come; a right that is missing may be given.
      if (message.kind().equals(DeskOutbox.TRANSITION)) {
        throw new Undeliverable(e.getMessage());
      }
      throw new NotNow(e.getMessage(), Optional.empty());
    }
  }

  private static void deliver(ChangeDesk desk, Message message, boolean again) {
    Mark mark = new Mark(message.key());
    String ticket = message.subject();
    if (message.kind().equals(DeskOutbox.TRANSITION)) {
      desk.transition(ticket, mark, message.body());
    } else if (!again || !desk.hasHeard(ticket, mark)) {
      if (message.kind().equals(DeskOutbox.ATTACH)) {
        desk.attach(ticket, mark, DeskOutbox.attachment(message));
      } else {
        desk.note(ticket, mark, message.body());
      }
    }
  }
}
