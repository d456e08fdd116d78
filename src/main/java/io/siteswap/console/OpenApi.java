package io.siteswap.console;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Our own API as a document for programs, kept by hand and held against what there is by a test.
 */
@RestController
class OpenApi {
  @GetMapping(path = "/api/openapi", produces = MediaType.APPLICATION_JSON_VALUE)
  Resource document() {
    return new ClassPathResource("openapi.json");
  }
}
