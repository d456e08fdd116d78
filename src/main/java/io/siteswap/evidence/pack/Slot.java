package io.siteswap.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where one file lies in the archive. From these six values follows each byte around it, so that no
 * other byte can be there.
 *
 * @param crc32 of the content
 * @param packed how many bytes it takes in the archive
 * @param offset of what stands before it
 */
record Slot(String name, boolean stored, int crc32, int packed, int size, int offset) {
  private static final int CENTRAL = 0x02014b50;
  static final int CENTRAL_BYTES = 46;
  private static final int END = 0x06054b50;
  static final int END_BYTES = 22;

  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int DESCRIPTOR_BYTES = 16;
  private static final short UTF_8_NAME = 0x0800;
  private static final short WITH_DESCRIPTOR = 0x0008;
  private static final short DEFLATED = 8;

  /** The first of January 2000, as DOS writes it. */
  private static final int NO_TIME = 0x28210000;

  static ByteBuffer read(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The end of an archive of so many files, whose directory is so long and lies there. */
  static byte[] end(int count, int length, int directory) {
    byte[] bytes = new byte[END_BYTES];
    ByteBuffer end = read(bytes);
    end.putInt(END).putInt(0).putShort((short) count).putShort((short) count);
    end.putInt(length).putInt(directory);
    return bytes;
  }

  private byte[] nameBytes() {
    return name.getBytes(UTF_8);
  }

  private void kind(ByteBuffer into) {
    into.putShort(stored ? UTF_8_NAME : UTF_8_NAME | WITH_DESCRIPTOR);
    into.putShort(stored ? 0 : DEFLATED);
    into.putInt(NO_TIME);
  }

  private short version() {
    return (short) (stored ? 10 : 20);
  }

  /** What stands before the content. */
  byte[] before() {
    byte[] all = new byte[LOCAL_BYTES + nameBytes().length];
    ByteBuffer bytes = read(all);
    bytes.putInt(LOCAL).putShort(version());
    kind(bytes);
    bytes.putInt(stored ? crc32 : 0).putInt(stored ? packed : 0).putInt(stored ? size : 0);
    bytes.putShort((short) nameBytes().length).putShort((short) 0).put(nameBytes());
    return all;
  }

  /** What stands behind it. */
  byte[] behind() {
    byte[] all = new byte[stored ? 0 : DESCRIPTOR_BYTES];
    if (!stored) {
      read(all).putInt(DESCRIPTOR).putInt(crc32).putInt(packed).putInt(size);
    }
    return all;
  }

  /** Its line in the directory of the archive. */
  byte[] listed() {
    byte[] all = new byte[CENTRAL_BYTES + nameBytes().length];
    ByteBuffer bytes = read(all);
    bytes.putInt(CENTRAL).putShort(version()).putShort(version());
    kind(bytes);
    bytes.putInt(crc32).putInt(packed).putInt(size).putShort((short) nameBytes().length);
    bytes.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    bytes.putInt(0).putInt(offset).put(nameBytes());
    return all;
  }

  long content() {
    return (long) offset + before().length;
  }

  long end() {
    return content() + packed + behind().length;
  }
}
