package io.siteswap;

import io.siteswap.evidence.pack.VerifyCommand;
import io.siteswap.twin.TwinApplication;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Runs the disaster-recovery runbooks of oVirt stretch clusters; with {@code twin} as its first
 * argument it runs the embedded Manager alone, with {@code verify} it says whether an evidence pack
 * is whole.
 */
@SpringBootApplication
public class Siteswap {
  public static void main(String[] args) {
    // The SDK reads enums in the default locale; a Turkish one would break it.
    java.util.Locale.setDefault(java.util.Locale.ENGLISH);
    if (args.length > 0 && args[0].equals("twin")) {
      TwinApplication.run(Arrays.copyOfRange(args, 1, args.length));
    } else if (args.length > 0 && args[0].equals("verify")) {
      System.exit(VerifyCommand.run(Arrays.copyOfRange(args, 1, args.length), System.out));
    } else {
      SpringApplication.run(Siteswap.class, args);
    }
  }
}
