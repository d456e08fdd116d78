package io.siteswap.console;

import io.siteswap.people.NoEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says of an address at which there is nothing what the door says of it, not what Spring does. */
@ControllerAdvice
class NothingThere {
  @ExceptionHandler(NoResourceFoundException.class)
  void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
    NoEntry.nothingThere(request, response);
  }
}
