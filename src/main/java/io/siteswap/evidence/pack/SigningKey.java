package io.siteswap.evidence.pack;

import io.siteswap.site.Private;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The key that signs packs: Ed25519, in a file that nobody reads but Siteswap. */
public final class SigningKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final KeyPair pair;

  private SigningKey(KeyPair pair) {
    this.pair = pair;
  }

  /** As `openssl genpkey -algorithm ed25519` writes it; made where there is none yet. */
  public static SigningKey in(Path file) throws IOException {
    if (!Files.exists(file)) {
      make(file);
    }
    return of(Files.readString(file, StandardCharsets.US_ASCII));
  }

  private static void make(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Nobody may read it before it is private, nor find half of it after a crash.
    Path draft = Files.createTempFile(folder, "evidence-key", ".tmp");
    Private.file(draft);
    Files.writeString(draft, pem(generate(new SecureRandom()).getPrivate()));
    Files.move(draft, file);
  }

  static SigningKey of(String pem) {
    String text = pem.replace("\r", "").strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException(
          "expected an Ed25519 private key (PKCS#8, PEM), as in '" + BEGIN + "'");
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length()).replace("\n", "");
    try {
      PrivateKey secret =
          KeyFactory.getInstance(PublicKeys.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
      return new SigningKey(generate(new Seed((EdECPrivateKey) secret)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("expected an Ed25519 private key", e);
    }
  }

  private static String pem(PrivateKey key) {
    return BEGIN + "\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n" + END + "\n";
  }

  private static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(PublicKeys.ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 17 has Ed25519", e);
    }
  }

  /**
   * The file has the private key alone, and Java has no other way from there to the public one than
   * to generate the pair from the same 32 bytes.
   */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] seed;

    Seed(EdECPrivateKey key) {
      this.seed = key.getBytes().orElseThrow();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }

  public String publicPem() {
    return PublicKeys.pem(pair.getPublic());
  }

  public String fingerprint() {
    return PublicKeys.fingerprint(pair.getPublic());
  }

  byte[] sign(byte[] bytes) {
    try {
      Signature ed25519 = Signature.getInstance(PublicKeys.ALGORITHM);
      ed25519.initSign(pair.getPrivate());
      ed25519.update(bytes);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key signs anything", e);
    }
  }
}
