package io.siteswap.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A pack as an archive, read strictly: files lie one behind the other from the first byte to the
 * directory, which names each of them once, and nothing lies between, before or behind. What
 * programs read differently, and so could be made to show different things, is refused.
 */
final class Archive implements Closeable {
  /** What stands between slashes begins and ends so that no system takes it for something else. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*(/[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*)*");

  private static final int LONGEST_NAME = 200;
  private static final int MOST_FILES = 1000;

  /** No pack comes near; an archive of some kilobytes can claim to unpack to thousands of times. */
  private static final long MOST_UNPACKED = 1L << 32;

  private final RandomAccessFile file;
  private final List<Slot> slots = new ArrayList<>();

  private Archive(RandomAccessFile file) {
    this.file = file;
  }

  static Archive open(Path path) throws IOException, Unsound {
    var archive = new Archive(new RandomAccessFile(path.toFile(), "r"));
    try {
      archive.read();
      return archive;
    } catch (IOException | Unsound e) {
      archive.close();
      throw e;
    }
  }

  List<Slot> slots() {
    return List.copyOf(slots);
  }

  private void read() throws IOException, Unsound {
    long length = file.length();
    if (length < Slot.END_BYTES || length > Integer.MAX_VALUE) {
      throw new Unsound("it is cut off: the archive has no end");
    }
    byte[] found = bytes(length - Slot.END_BYTES, Slot.END_BYTES);
    ByteBuffer end = Slot.read(found);
    int count = Short.toUnsignedInt(end.getShort(10));
    int directory = end.getInt(16);
    byte[] expected = Slot.end(count, (int) length - Slot.END_BYTES - directory, directory);
    if (!Arrays.equals(found, expected) || count > MOST_FILES) {
      throw new Unsound("it is cut off, or something was appended: the archive has no proper end");
    }
    readDirectory(directory, (int) length - Slot.END_BYTES, count);
    if (!slots.isEmpty() && slots.get(slots.size() - 1).end() != directory) {
      throw new Unsound("between the last file and the directory something was put or taken out");
    }
  }

  private void readDirectory(int from, int to, int count) throws IOException, Unsound {
    if (from < 0 || from > to) {
      throw new Unsound("the directory of the archive was altered");
    }
    byte[] bytes = bytes(from, to - from);
    ByteBuffer directory = Slot.read(bytes);
    Set<String> names = new HashSet<>();
    long expected = 0;
    for (int i = 0; i < count; i++) {
      Slot slot = next(directory, bytes);
      // Where capitals do not count, one would take the place of the other.
      if (!names.add(slot.name().toLowerCase(Locale.ROOT))) {
        throw new Unsound("the archive has two files of the name " + slot.name());
      }
      if (slot.offset() != expected) {
        throw new Unsound("before %s something was put or taken out".formatted(slot.name()));
      }
      check(slot, from);
      slots.add(slot);
      expected = slot.end();
    }
    if (slots.stream().mapToLong(Slot::size).sum() > MOST_UNPACKED) {
      throw new Unsound("it claims to unpack to more than any pack does");
    }
    if (directory.hasRemaining()) {
      throw new Unsound("the directory of the archive was altered: it is longer than its files");
    }
  }

  private static Slot next(ByteBuffer directory, byte[] bytes) throws Unsound {
    int at = directory.position();
    if (directory.remaining() < Slot.CENTRAL_BYTES) {
      throw new Unsound("the directory of the archive was altered: it is cut off");
    }
    int length = Short.toUnsignedInt(directory.getShort(at + 28));
    if (directory.remaining() < Slot.CENTRAL_BYTES + length) {
      throw new Unsound("the directory of the archive was altered: it is cut off");
    }
    String name = new String(bytes, at + Slot.CENTRAL_BYTES, length, UTF_8);
    if (length > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new Unsound("a file of the archive has a name that no pack has");
    }
    var slot =
        new Slot(
            name,
            directory.getShort(at + 10) == 0,
            directory.getInt(at + 16),
            directory.getInt(at + 20),
            directory.getInt(at + 24),
            directory.getInt(at + 42));
    byte[] found = Arrays.copyOfRange(bytes, at, at + Slot.CENTRAL_BYTES + length);
    if (!Arrays.equals(found, slot.listed())) {
      throw new Unsound("what the directory of the archive says of %s was altered".formatted(name));
    }
    directory.position(at + found.length);
    return slot;
  }

  private void check(Slot slot, int directory) throws IOException, Unsound {
    boolean fits =
        slot.packed() >= 0
            && slot.size() >= 0
            && slot.end() <= directory
            && is(slot.offset(), slot.before())
            && is(slot.content() + slot.packed(), slot.behind());
    if (!fits) {
      throw new Unsound("what stands around %s in the archive was altered".formatted(slot.name()));
    }
  }

  private boolean is(long at, byte[] expected) throws IOException {
    return Arrays.equals(bytes(at, expected.length), expected);
  }

  private byte[] bytes(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(at);
    file.readFully(bytes);
    return bytes;
  }

  /** SHA-256 of everything before that point. */
  String digestBefore(long end) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] some = new byte[1 << 16];
    file.seek(0);
    for (long left = end; left > 0; ) {
      int read = file.read(some, 0, (int) Math.min(some.length, left));
      if (read < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      digest.update(some, 0, read);
      left -= read;
    }
    return Sha256.hex(digest);
  }

  /** The content; what does not unpack to what its slot says throws {@link IOException}. */
  InputStream content(Slot slot) {
    InputStream packed = new Part(slot.content(), slot.packed());
    if (slot.stored()) {
      return new Checked(packed, slot, () -> slot.size() == slot.packed());
    }
    var inflater = new Inflater(true);
    return new Checked(
        new InflaterInputStream(packed, inflater, 1 << 16) {
          @Override
          public void close() throws IOException {
            super.close();
            inflater.end();
          }
        },
        slot,
        () -> inflater.getBytesRead() == slot.packed());
  }

  /** A stretch of the file. */
  private final class Part extends InputStream {
    private long at;
    private long left;

    Part(long at, long left) {
      this.at = at;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      file.seek(at);
      int read = file.read(into, from, (int) Math.min(length, left));
      if (read > 0) {
        at += read;
        left -= read;
      }
      return read;
    }
  }

  private interface Condition {
    boolean holds();
  }

  /** Holds the content against size and checksum, at its end. */
  private static final class Checked extends FilterInputStream {
    private final Slot slot;
    private final Condition used;
    private final CRC32 crc = new CRC32();
    private long count;

    Checked(InputStream in, Slot slot, Condition used) {
      super(in);
      this.slot = slot;
      this.used = used;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      if (read > 0) {
        crc.update(into, from, read);
        count += read;
      }
      boolean over = read < 0;
      if (count > slot.size() || (over && !isWhole())) {
        throw new IOException("its content does not unpack to what it was");
      }
      return read;
    }

    private boolean isWhole() {
      return count == slot.size() && (int) crc.getValue() == slot.crc32() && used.holds();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
