package io.siteswap.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where desks tell that a ticket has changed. Whoever cannot prove to be the desk hears nothing.
 */
@RestController
class TicketDoor {
  private static final Logger security = LoggerFactory.getLogger("io.siteswap.security");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 64 << 10;
  private static final String AGAIN = "60";

  private final Identification identification;
  private final Reception reception;
  private final ToldTickets told;
  private final TicketProperties properties;

  TicketDoor(
      Identification identification,
      Reception reception,
      ToldTickets told,
      TicketProperties properties) {
    this.identification = identification;
    this.reception = reception;
    this.told = told;
    this.properties = properties;
  }

  @PostMapping("/api/tickets/{desk}")
  ResponseEntity<String> deliver(@PathVariable String desk, HttpServletRequest request)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      return answer(
          Reply.problem(413, "Too long", "a delivery has at most %d bytes".formatted(LONGEST)));
    }
    UnaryOperator<String> header = name -> Optional.ofNullable(request.getHeader(name)).orElse("");
    if (!identification.isGenuine(desk, header, body)) {
      security.warn(
          "a delivery for {} from {} has no proof of where it comes from",
          properties.desks().containsKey(desk) ? "desk " + desk : "a desk that there is not",
          request.getRemoteAddr());
      return answer(Reply.problem(401, "Unauthorized", "not accepted"));
    }
    return answer(receive(desk, header, body));
  }

  private Reply receive(String desk, UnaryOperator<String> header, byte[] body) {
    TicketProperties.Desk settings = properties.desks().get(desk);
    DeskType type = DeskType.of(settings.type()).orElseThrow();
    String pointer = type.number(settings.webhook());
    String number = text(body, pointer);
    if (!TicketNumber.isOne(number)) {
      return Reply.problem(
          400,
          "No ticket",
          "expected JSON with the number of a ticket at %s: letters, digits, '.', '_' and '-'"
              .formatted(pointer));
    }
    if (type == DeskType.WEBHOOK) {
      told.tell(desk, number, new String(body, StandardCharsets.UTF_8), sent(header));
    }
    return reception.receive(new Hint(desk, Identification.delivery(header), number));
  }

  /** It is signed with the rest, and therefore a number; another proof has no time. */
  private static Instant sent(UnaryOperator<String> header) {
    String seconds = header.apply(StandardWebhook.TIMESTAMP);
    return seconds.matches("\\d{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(seconds))
        : Instant.now();
  }

  private static String text(byte[] body, String pointer) {
    try {
      JsonNode number = JSON.readTree(body).at(pointer);
      return number.isValueNode() ? number.asText() : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static ResponseEntity<String> answer(Reply reply) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(reply.status())
            .contentType(
                reply.isProblem()
                    ? MediaType.APPLICATION_PROBLEM_JSON
                    : MediaType.APPLICATION_JSON);
    if (reply.status() == 503) {
      response.header(HttpHeaders.RETRY_AFTER, AGAIN);
    }
    return response.body(reply.body());
  }
}
