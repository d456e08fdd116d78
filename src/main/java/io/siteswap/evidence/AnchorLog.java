package io.siteswap.evidence;

import io.siteswap.evidence.pack.Manifest;
import io.siteswap.evidence.pack.Verification;
import io.siteswap.ledger.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Where the journal stood, kept outside of the database: in the last pack, and by configuration in
 * a file and in somebody's syslog. Whoever cuts the end off the journal would have to cut all of
 * these.
 */
@Component
class AnchorLog {
  private static final Logger log = LoggerFactory.getLogger(AnchorLog.class);
  private static final Pattern LINE = Pattern.compile("journal entry (\\d{1,18}) ([0-9a-f]{64})");

  /** Of the facility "log audit", and of informational severity. */
  private static final int PRIORITY = 13 * 8 + 6;

  private final EvidenceProperties properties;
  private final EvidenceFolder folder;
  private final InstantSource clock;

  AnchorLog(EvidenceProperties properties, EvidenceFolder folder, InstantSource clock) {
    this.properties = properties;
    this.folder = folder;
    this.clock = clock;
  }

  /** An anchor, and where it was found. */
  record Found(Manifest.Anchor anchor, String where) {}

  /** One line a run. That it cannot be written holds nobody up, and is told. */
  void write(Run run, Manifest.Anchor anchor, String pack) {
    String line =
        "run %s ticket %s journal entry %d %s pack SHA-256 %s"
            .formatted(run.id(), run.ticket(), anchor.sequence(), anchor.hash(), pack);
    properties.anchorFile().ifPresent(file -> append(file, line));
    properties.syslog().ifPresent(address -> send(address, line));
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void append(Path file, String line) {
    byte[] bytes = (now() + " " + line + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel to =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        if (to.write(left) < 0) {
          throw new IOException("nothing more can be written");
        }
      }
      to.force(true);
    } catch (IOException e) {
      log.error("the anchor of the journal cannot be written to {}", file, e);
    }
  }

  /** As RFC 5424 has it, in one datagram. */
  private void send(String address, String line) {
    int colon = address.lastIndexOf(':');
    byte[] bytes =
        "<%d>1 %s - siteswap - anchor - %s"
            .formatted(PRIORITY, now(), line)
            .getBytes(StandardCharsets.UTF_8);
    try (var socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(
              bytes,
              bytes.length,
              InetAddress.getByName(address.substring(0, colon)),
              Integer.parseInt(address.substring(colon + 1))));
    } catch (IOException | IllegalArgumentException e) {
      log.error("the anchor of the journal cannot be sent to {}", address, e);
    }
  }

  /** All that can be read again; throws {@link IOException} where one is there and cannot be. */
  List<Found> known() throws IOException {
    List<Found> found = new ArrayList<>();
    Optional<EvidenceFolder.PackFile> pack = folder.furthest();
    if (pack.isPresent()) {
      Manifest.Anchor anchor =
          Verification.anchorOf(pack.get().path())
              .orElseThrow(
                  () ->
                      new IOException(
                          "the last evidence pack, %s, was altered or cannot be read"
                              .formatted(pack.get().name())));
      found.add(new Found(anchor, "the evidence pack " + pack.get().name()));
    }
    if (properties.anchorFile().filter(Files::exists).isPresent()) {
      Path file = properties.anchorFile().get();
      last(file).ifPresent(anchor -> found.add(new Found(anchor, "the anchor file " + file)));
    }
    return found;
  }

  private static Optional<Manifest.Anchor> last(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.flatMap(line -> anchor(line).stream()).reduce((earlier, later) -> later);
    } catch (UncheckedIOException e) {
      throw new IOException("the anchor file %s cannot be read".formatted(file), e);
    }
  }

  private static Optional<Manifest.Anchor> anchor(String line) {
    Matcher anchor = LINE.matcher(line);
    return anchor.find()
        ? Optional.of(new Manifest.Anchor(Long.parseLong(anchor.group(1)), anchor.group(2)))
        : Optional.empty();
  }
}
