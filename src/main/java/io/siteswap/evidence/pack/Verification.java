package io.siteswap.evidence.pack;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says whether a pack is as it was signed: each byte of the archive, each file, the signature, the
 * chain of the journal, and that the plans which were approved are here.
 */
public final class Verification {
  private static final byte[] FIRST = {'P', 'K', 3, 4};
  private static final int LARGEST_MANIFEST = 4_000_000;

  private final Archive archive;
  private final Optional<PublicKey> trusted;
  private final List<String> problems = new ArrayList<>();

  private Verification(Archive archive, Optional<PublicKey> trusted) {
    this.archive = archive;
    this.trusted = trusted;
  }

  /**
   * Verifies a file.
   *
   * @param trusted PEM of the key that must have signed it; without one any key will do, and only
   *     whoever compares its fingerprint knows whose it is
   */
  public static Verdict of(Path pack, Optional<String> trusted) {
    try {
      Optional<PublicKey> key = trusted.map(PublicKeys::of);
      if (!Files.isRegularFile(pack)) {
        return Verdict.unreadable("there is no file " + pack);
      }
      if (!beginsLikeAZip(pack)) {
        return Verdict.unreadable("it is no pack: it does not begin like a ZIP");
      }
      try (Archive archive = Archive.open(pack)) {
        return new Verification(archive, key).verdict();
      }
    } catch (Unsound e) {
      return Verdict.altered(e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return Verdict.unreadable(String.valueOf(e.getMessage()));
    }
  }

  /** Where the journal stood when the pack was made; empty where that cannot be trusted. */
  public static Optional<Manifest.Anchor> anchorOf(Path pack) {
    Verdict verdict = of(pack, Optional.empty());
    return verdict.manifest().filter(manifest -> verdict.isWhole()).map(Manifest::journal);
  }

  private static boolean beginsLikeAZip(Path pack) throws IOException {
    try (InputStream in = Files.newInputStream(pack)) {
      return Arrays.equals(in.readNBytes(FIRST.length), FIRST);
    }
  }

  private Verdict verdict() throws IOException, Unsound {
    List<Slot> slots = archive.slots();
    int count = slots.size();
    if (count < 3
        || !isStored(slots.get(count - 2), Manifest.NAME)
        || !isStored(slots.get(count - 1), Manifest.SIGNATURE)) {
      throw new Unsound("a signed manifest is missing at its end");
    }
    Slot at = slots.get(count - 2);
    byte[] bytes = small(at);
    PublicKey key = key(slots);
    checkSignature(bytes, small(slots.get(count - 1)), key);
    Manifest manifest = manifest(bytes);
    if (manifest.format() > Manifest.FORMAT) {
      return Verdict.unreadable(
          "it is of format %d, and this Siteswap knows formats up to %d: take a newer one"
              .formatted(manifest.format(), Manifest.FORMAT));
    }
    if (!manifest.isWrittenAs(bytes)) {
      throw new Unsound("the manifest was altered: it is not written as manifests are");
    }
    checkKey(manifest, key);
    long lines = checkFiles(manifest, slots.subList(0, count - 2));
    if (!archive.digestBefore(at.offset()).equals(manifest.archive())) {
      problems.add("the archive is not byte for byte the one that was signed");
    }
    return new Verdict(
        problems.isEmpty() ? Verdict.Kind.WHOLE : Verdict.Kind.ALTERED,
        List.copyOf(problems),
        Optional.of(manifest),
        lines);
  }

  private static boolean isStored(Slot slot, String name) {
    return slot.stored() && slot.name().equals(name) && slot.size() <= LARGEST_MANIFEST;
  }

  private byte[] small(Slot slot) throws Unsound {
    try (InputStream content = archive.content(slot)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new Unsound("%s was altered: %s".formatted(slot.name(), e.getMessage()));
    }
  }

  private static Manifest manifest(byte[] bytes) throws Unsound {
    try {
      return Manifest.of(bytes);
    } catch (IOException e) {
      throw new Unsound("the manifest was altered: " + e.getMessage());
    }
  }

  private PublicKey key(List<Slot> slots) throws Unsound {
    for (Slot slot : slots) {
      if (slot.name().equals(Manifest.KEY) && slot.size() < LARGEST_MANIFEST) {
        try {
          String pem = PublicKeys.text(small(slot));
          PublicKey key = PublicKeys.of(pem);
          if (!PublicKeys.pem(key).equals(pem)) {
            throw new Unsound(Manifest.KEY + " was altered: it is not written as keys are");
          }
          return key;
        } catch (IllegalArgumentException e) {
          throw new Unsound(Manifest.KEY + " was altered: " + e.getMessage());
        }
      }
    }
    throw new Unsound(Manifest.KEY + " is missing");
  }

  private void checkSignature(byte[] manifest, byte[] signature, PublicKey key) throws Unsound {
    String found = PublicKeys.fingerprint(key);
    trusted
        .map(PublicKeys::fingerprint)
        .filter(expected -> !expected.equals(found))
        .ifPresent(
            expected ->
                problems.add(
                    "it is signed by the key %s, and not by %s, which you trust"
                        .formatted(found, expected)));
    byte[] raw;
    try {
      raw =
          Base64.getDecoder()
              .decode(new String(signature, StandardCharsets.US_ASCII).stripTrailing());
    } catch (IllegalArgumentException e) {
      throw new Unsound("the signature was altered: it is no Base64");
    }
    if (!Arrays.equals(PackWriter.signature(raw), signature)
        || !PublicKeys.verifies(key, manifest, raw)) {
      problems.add(
          "the signature does not fit: the manifest, the signature or the key was altered");
    }
  }

  private void checkKey(Manifest manifest, PublicKey key) {
    if (!manifest.keyFingerprint().equals(PublicKeys.fingerprint(key))) {
      problems.add("the manifest names another key than the one that is here");
    }
  }

  private long checkFiles(Manifest manifest, List<Slot> slots) {
    Map<String, Manifest.Item> signed =
        manifest.files().stream()
            .collect(toMap(Manifest.Item::name, item -> item, (first, second) -> first));
    List<String> here = slots.stream().map(Slot::name).toList();
    List<String> listed = manifest.files().stream().map(Manifest.Item::name).toList();
    if (!listed.contains(Manifest.JOURNAL)) {
      problems.add("it has no journal");
    }
    listed.stream()
        .filter(name -> !here.contains(name))
        .forEach(name -> problems.add(name + " is missing"));
    here.stream()
        .filter(name -> !signed.containsKey(name))
        .forEach(name -> problems.add(name + " was added"));
    if (problems.isEmpty() && !here.equals(listed)) {
      problems.add("the files are in another order");
    }
    long lines = 0;
    for (Slot slot : slots) {
      if (signed.containsKey(slot.name())) {
        lines += checkFile(manifest, signed.get(slot.name()), slot);
      }
    }
    return lines;
  }

  private long checkFile(Manifest manifest, Manifest.Item signed, Slot slot) {
    boolean isJournal = slot.name().equals(Manifest.JOURNAL);
    var journal = new JournalCheck(manifest);
    try {
      if (slot.size() != signed.size() || !digest(slot).equals(signed.sha256())) {
        problems.add(slot.name() + " was altered");
      }
      if (isJournal) {
        try (InputStream content = archive.content(slot)) {
          journal.follow(content);
        }
      }
    } catch (IOException e) {
      problems.add("%s was altered: %s".formatted(slot.name(), e.getMessage()));
    }
    problems.addAll(journal.problems());
    return journal.lines();
  }

  private String digest(Slot slot) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] some = new byte[1 << 16];
    try (InputStream content = archive.content(slot)) {
      for (int read = content.read(some); read >= 0; read = content.read(some)) {
        digest.update(some, 0, read);
      }
    }
    return Sha256.hex(digest);
  }
}
