package io.siteswap.approval;

import io.siteswap.engine.OwnModels;
import io.siteswap.site.ConfigurationCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The table of who must approve: that which came with Siteswap, or one of its own beside it. One in
 * which a run would find nobody to ask is refused when Siteswap starts.
 */
@Component
@EnableConfigurationProperties(ApprovalProperties.class)
class ApprovalTable implements OwnModels, ConfigurationCheck {
  static final String FILE = "who-must-approve.dmn";
  static final String DECISION = "who-must-approve";

  private final Optional<Path> file;
  private final ApprovalProperties properties;

  ApprovalTable(ApprovalProperties properties) {
    this.properties = properties;
    file = Optional.ofNullable(properties.table()).filter(t -> !t.isBlank()).map(Path::of);
  }

  @Override
  public Optional<Path> insteadOf(String model) {
    return model.equals(FILE) ? file : Optional.empty();
  }

  @Override
  public void check() {
    file.map(path -> new TableCheck(path, processes(), properties.oneMayAttest()))
        .ifPresent(TableCheck::check);
  }

  /** By their files: no runbook is there yet when the configuration is read. */
  private static Set<String> processes() {
    try {
      return Stream.of(
              new PathMatchingResourcePatternResolver().getResources("classpath*:processes/*.bpmn"))
          .map(resource -> String.valueOf(resource.getFilename()).replace(".bpmn", ""))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("the models that came with Siteswap cannot be read", e);
    }
  }
}
