package io.siteswap.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.spring.boot.starter.configuration.CamundaDeploymentConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultDeploymentConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Names what is deployed by its path in the repository. Camunda would name it by its bare file name
 * in the jar and by its absolute path from a build folder, so that each start from the other place
 * would look like a new version.
 */
@Configuration
@EnableConfigurationProperties(RetentionProperties.class)
class Deployment {
  @Bean
  static CamundaDeploymentConfiguration camundaDeploymentConfiguration(
      ObjectProvider<OwnModels> own) {
    return new DefaultDeploymentConfiguration() {
      @Override
      public Set<Resource> getDeploymentResources() {
        return super.getDeploymentResources().stream()
            .map(resource -> named(resource, own))
            .collect(Collectors.toSet());
      }
    };
  }

  private static Resource named(Resource resource, ObjectProvider<OwnModels> own) {
    String file = String.valueOf(resource.getFilename());
    String folder = file.endsWith(".form") ? "forms/" : "processes/";
    Resource content =
        own.stream()
            .flatMap(models -> models.insteadOf(file).stream())
            .findFirst()
            .map(path -> (Resource) new FileSystemResource(path))
            .orElse(resource);
    try {
      return new ByteArrayResource(content.getContentAsByteArray(), folder + file) {
        @Override
        public String getDescription() {
          return folder + file;
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + content, e);
    }
  }
}
