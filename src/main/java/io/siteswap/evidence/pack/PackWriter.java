package io.siteswap.evidence.pack;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a pack, one file after the other and never all of it in memory. The last two are the
 * manifest and its signature; with the same content each byte is the same, so that a verifier knows
 * what each of them has to be.
 */
public final class PackWriter implements Closeable {
  static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private static final int PIECE = 1 << 16;

  private final List<Manifest.Item> files = new ArrayList<>();
  private final MessageDigest archive = Sha256.digest();
  private final ZipOutputStream zip;

  public PackWriter(Path file) throws IOException {
    zip =
        new ZipOutputStream(
            new DigestOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file), PIECE), archive));
  }

  /** Writes one file, as it comes. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What goes into one file, counted and hashed on its way. */
  private static final class Measured extends FilterOutputStream {
    private final MessageDigest digest = Sha256.digest();
    private long size;

    Measured(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      digest.update((byte) one);
      size++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      digest.update(bytes, from, length);
      size += length;
    }

    /** The archive goes on behind it. */
    @Override
    public void close() throws IOException {
      flush();
    }
  }

  public void add(String name, Content content) throws IOException {
    zip.putNextEntry(entry(name));
    var measured = new Measured(zip);
    // Whoever writes a file writes it in small pieces, and each would be hashed and packed alone.
    var buffered = new BufferedOutputStream(measured, PIECE);
    content.writeTo(buffered);
    buffered.flush();
    zip.closeEntry();
    files.add(new Manifest.Item(name, measured.size, Sha256.hex(measured.digest)));
  }

  public void add(String name, String text) throws IOException {
    add(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The end of it. */
  public void seal(
      Manifest.About about, Manifest.Anchor journal, List<Manifest.Missing> missing, SigningKey key)
      throws IOException {
    add(Manifest.KEY, key.publicPem());
    zip.flush();
    byte[] manifest =
        new Manifest(
                Manifest.FORMAT,
                about,
                journal,
                List.copyOf(missing),
                key.fingerprint(),
                List.copyOf(files),
                Sha256.hex(archive))
            .bytes();
    store(Manifest.NAME, manifest);
    store(Manifest.SIGNATURE, signature(key.sign(manifest)));
    zip.finish();
  }

  static byte[] signature(byte[] signature) {
    return (Base64.getEncoder().encodeToString(signature) + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Not compressed: a compressed stream may end with bits that nobody reads. */
  private void store(String name, byte[] bytes) throws IOException {
    var crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = entry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    return entry;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
