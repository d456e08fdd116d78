package io.siteswap.twin.behaviour;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A command the Manager refuses: status, reason and texts of the fault. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String FAILED = "Operation Failed";

  private final int status;
  private final String reason;
  private final String detail;
  private final Form form;

  /** In what the refusal is wrapped. */
  public enum Form {
    /** A fault, in an action where one was asked for. */
    FAULT,
    /** A fault by itself, whatever was asked for. */
    BARE_FAULT,
    /** No body at all. */
    EMPTY,
    /** A page of the server below the Manager. */
    PAGE
  }

  private Refusal(int status, String reason, String detail, Form form) {
    super(detail);
    this.status = status;
    this.reason = reason;
    this.detail = detail;
    this.form = form;
  }

  public static Refusal conflict(String... texts) {
    return of(409, List.of(texts));
  }

  public static Refusal bad(String... texts) {
    return of(400, List.of(texts));
  }

  public static Refusal of(int status, List<String> texts) {
    return new Refusal(status, FAILED, texts.toString(), Form.FAULT);
  }

  /** A fault whose detail is not a list in brackets. */
  public static Refusal plain(int status, String detail) {
    return new Refusal(status, FAILED, detail, Form.FAULT);
  }

  /** What the Manager refuses before it asks what is to be done. */
  public static Refusal input(int status, String reason, String detail) {
    return new Refusal(status, reason, detail, Form.BARE_FAULT);
  }

  public static Refusal missing(String parameter) {
    return input(
        400,
        "Input validation failed.",
        "Parameter '" + parameter + "' is mandatory but was not provided.");
  }

  public static Refusal eitherMissing(String what, String one, String other) {
    return input(
        400,
        "Input validation failed.",
        "Parameters '%1$s.%2$s' or '%1$s.%3$s' are mandatory but both were not provided."
            .formatted(what, one, other));
  }

  public static Refusal unknown(String what) {
    return input(404, FAILED, "Entity not found: " + what);
  }

  /** The constant a word stands for; other words the Manager refuses before it looks further. */
  public static <E extends Enum<E>> E oneOf(E[] known, Function<E, String> word, String given) {
    for (E constant : known) {
      if (word.apply(constant).equals(given)) {
        return constant;
      }
    }
    String type = known[0].getDeclaringClass().getSimpleName();
    throw input(
        400,
        "Invalid value",
        "The string '"
            + given
            + "' isn't a valid value for the '"
            + type
            + "' enumerated type. Valid values are: "
            + Arrays.stream(known)
                .map(constant -> "'" + word.apply(constant) + "'")
                .collect(Collectors.joining(", "))
            + ".");
  }

  public static Refusal notFound() {
    return new Refusal(404, "", "", Form.EMPTY);
  }

  public static Refusal page(int status, String text) {
    return new Refusal(status, "", text, Form.PAGE);
  }

  public Form form() {
    return form;
  }

  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }

  public String detail() {
    return detail;
  }
}
