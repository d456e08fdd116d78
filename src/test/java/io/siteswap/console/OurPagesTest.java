package io.siteswap.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.it.OurPages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whoever adds a page adds it to those that the browser looks at. */
class OurPagesTest extends DrillTest {
  @Autowired private List<RequestMappingHandlerMapping> mappings;

  @Test
  void theBrowserLooksAtEachOfThem() {
    assertThat(
            mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(mapped -> isRead(mapped.getKey()))
                .filter(
                    mapped ->
                        isHtml(mapped.getKey())
                            || ModelAndView.class.isAssignableFrom(
                                mapped.getValue().getMethod().getReturnType()))
                .flatMap(mapped -> mapped.getKey().getPatternValues().stream()))
        .containsExactlyInAnyOrderElementsOf(OurPages.PATTERNS);
  }

  private static boolean isRead(RequestMappingInfo info) {
    var methods = info.getMethodsCondition().getMethods();
    return methods.isEmpty() || methods.contains(RequestMethod.GET);
  }

  private static boolean isHtml(RequestMappingInfo info) {
    return info.getProducesCondition().getProducibleMediaTypes().contains(MediaType.TEXT_HTML);
  }
}
