package io.siteswap.evidence.pack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 public keys, as PEM and by their fingerprint. */
final class PublicKeys {
  static final String ALGORITHM = "Ed25519";

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private PublicKeys() {}

  static String pem(PublicKey key) {
    return BEGIN + "\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n" + END + "\n";
  }

  /** Throws {@link IllegalArgumentException} when it is none. */
  static PublicKey of(String pem) {
    String text = pem.replace("\r", "").strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("expected a public key (PEM), as in '" + BEGIN + "'");
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length()).replace("\n", "");
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("expected an Ed25519 public key", e);
    }
  }

  /** The SHA-256 of its bytes, which is short enough to be compared by eye. */
  static String fingerprint(PublicKey key) {
    return Sha256.of(key.getEncoded());
  }

  static boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance(ALGORITHM);
      ed25519.initVerify(key);
      ed25519.update(signed);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of another length, or no point of the curve: it does not verify.
      return false;
    }
  }

  static String text(byte[] pem) {
    return new String(pem, StandardCharsets.US_ASCII);
  }
}
