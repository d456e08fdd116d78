package io.siteswap.evidence.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a pack holds, as it was signed.
 *
 * @param format of packs like this one
 * @param about which run this is the evidence of
 * @param journal where the chain of the journal stood
 * @param missing what could not be had, and why
 * @param keyFingerprint of the public key that verifies the signature
 * @param files in their order
 * @param archive SHA-256 of all bytes of the archive before the manifest itself
 */
public record Manifest(
    int format,
    About about,
    Anchor journal,
    List<Missing> missing,
    String keyFingerprint,
    List<Item> files,
    String archive) {
  static final int FORMAT = 1;
  static final String NAME = "manifest.json";
  static final String SIGNATURE = "manifest.sig";
  static final String KEY = "key.pem";
  static final String JOURNAL = "journal.jsonl";

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** The same lines on each system: they are what is signed. */
  private static final ObjectWriter PRETTY =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /**
   * The run.
   *
   * @param outcome the end event that it reached; empty while it is open
   */
  public record About(
      String run, String ticket, String runbook, String cluster, String outcome, String madeAt) {}

  /**
   * A point of the journal: whoever knows it knows later whether what was before it has changed.
   *
   * @param sequence of the last line at that time; 0 when there was none
   * @param hash of that line
   */
  public record Anchor(long sequence, String hash) {}

  /** One thing that is not in the pack. */
  public record Missing(String what, String why) {}

  /** One file of it. */
  public record Item(String name, long size, String sha256) {}

  byte[] bytes() {
    try {
      return (PRETTY.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }

  /** Whether the text says this and nothing else: JSON can be written so that programs differ. */
  boolean isWrittenAs(byte[] text) {
    return isComplete() && Arrays.equals(bytes(), text);
  }

  private boolean isComplete() {
    return !holdsNothing(JSON.valueToTree(this));
  }

  private static boolean holdsNothing(JsonNode node) {
    return node.isNull()
        || StreamSupport.stream(node.spliterator(), false).anyMatch(Manifest::holdsNothing);
  }

  static Manifest of(byte[] bytes) throws IOException {
    Manifest read = JSON.readValue(bytes, Manifest.class);
    if (read == null || read.files() == null || read.about() == null || read.journal() == null) {
      throw new IOException("it lacks what every manifest has");
    }
    return read;
  }
}
