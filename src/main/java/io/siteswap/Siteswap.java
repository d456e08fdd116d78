package io.siteswap;

import io.siteswap.twin.TwinApplication;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Runs the disaster-recovery runbooks of oVirt stretch clusters; with {@code twin} as its first
 * argument it runs the embedded Manager alone.
 */
@SpringBootApplication
public class Siteswap {
  public static void main(String[] args) {
    // The SDK reads enums in the default locale; a Turkish one would break it.
    java.util.Locale.setDefault(java.util.Locale.ENGLISH);
    if (args.length > 0 && args[0].equals("twin")) {
      TwinApplication.run(Arrays.copyOfRange(args, 1, args.length));
    } else {
      SpringApplication.run(Siteswap.class, args);
    }
  }
}
