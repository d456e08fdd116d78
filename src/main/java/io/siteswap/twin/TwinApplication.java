package io.siteswap.twin;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.MapPropertySource;

/** The twin as a process of its own. */
public final class TwinApplication {
  private TwinApplication() {}

  /** Starts a twin that runs until the process is ended; settings come as for the product. */
  public static void run(String... args) {
    SpringApplication application = new SpringApplication(TwinConfiguration.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(Map.of("spring.main.keep-alive", "true"));
    application.addInitializers(
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("twin", Map.of("siteswap.twin.enabled", "true"))));
    application.run(args);
  }
}
