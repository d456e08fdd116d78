package io.siteswap.manager;

import io.siteswap.site.WrongConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/** Turns the Manager's CA certificates (PEM) into the key store file that the SDK wants. */
record TrustStore(Path file, String password) {
  // Protects public certificates only; the SDK insists on a password.
  private static final String PASSWORD = "siteswap";

  static TrustStore of(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw wrong(pem, "it holds no certificate");
      }
      return new TrustStore(write(certificates), PASSWORD);
    } catch (IOException | GeneralSecurityException e) {
      throw wrong(pem, e.getMessage());
    }
  }

  private static Path write(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("ca-" + store.size(), certificate);
    }
    Path file = Files.createTempFile("siteswap-ca", ".p12");
    file.toFile().deleteOnExit();
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private static WrongConfiguration wrong(Path pem, String why) {
    return new WrongConfiguration(
        "ca-file '" + pem + "' cannot be used: " + why,
        "Expected the Manager's CA certificate in PEM form (-----BEGIN CERTIFICATE-----).");
  }
}
