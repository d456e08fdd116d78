package io.siteswap.approval;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Ends the session of whoever asks, in Tasklist and Cockpit as well as on our own pages. */
@Controller
class SignOut {
  @PostMapping("/sign-out")
  String end(HttpServletRequest request) {
    Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
    return "redirect:/camunda/app/welcome/default/";
  }
}
