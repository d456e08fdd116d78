package io.siteswap;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs the disaster-recovery runbooks of oVirt stretch clusters. */
@SpringBootApplication
public class Siteswap {
  public static void main(String[] args) {
    SpringApplication.run(Siteswap.class, args);
  }
}
