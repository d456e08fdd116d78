package io.siteswap.console;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Mustache.TemplateLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ConsoleConfiguration {
  /** What is not known yet is shown as nothing. */
  @Bean
  Mustache.Compiler mustacheCompiler(TemplateLoader templates) {
    return Mustache.compiler().withLoader(templates).defaultValue("");
  }
}
