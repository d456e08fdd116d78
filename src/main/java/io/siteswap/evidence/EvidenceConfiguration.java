package io.siteswap.evidence;

import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.site.WrongConfiguration;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(EvidenceProperties.class)
class EvidenceConfiguration {
  @Bean
  SigningKey signingKey(EvidenceProperties properties) {
    try {
      return SigningKey.in(properties.keyFile());
    } catch (IOException | IllegalArgumentException e) {
      throw new WrongConfiguration(
          "the key that signs evidence, %s, cannot be used: %s"
              .formatted(properties.keyFile(), e.getMessage()),
          "Set siteswap.evidence.key-file to an Ed25519 private key (PKCS#8, PEM), as `openssl"
              + " genpkey -algorithm ed25519` writes it, or to where one may be made.");
    }
  }
}
