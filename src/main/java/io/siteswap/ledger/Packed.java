package io.siteswap.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** JSON as both databases keep large ones: deflated, and in base 64 as text. */
public final class Packed {
  private Packed() {}

  public static String pack(String json) {
    var bytes = new ByteArrayOutputStream();
    try (var deflated = new DeflaterOutputStream(bytes)) {
      deflated.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** What earlier versions have kept is plain; base 64 never begins with a brace. */
  public static String unpack(String body) {
    if (body.startsWith("{")) {
      return body;
    }
    var bytes = new ByteArrayOutputStream();
    try (var inflated = new InflaterOutputStream(bytes)) {
      inflated.write(Base64.getDecoder().decode(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
