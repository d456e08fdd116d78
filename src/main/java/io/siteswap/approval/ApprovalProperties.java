package io.siteswap.approval;

import java.time.ZoneId;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How approvals are governed.
 *
 * @param table a file that takes the place of {@code processes/who-must-approve.dmn}
 * @param zone of the hour of the day that the table asks for, by default that of the machine
 * @param oneMayAttest whether the table may let one person alone attest that a site is down
 */
@ConfigurationProperties("siteswap.approvals")
record ApprovalProperties(String table, ZoneId zone, @DefaultValue("false") boolean oneMayAttest) {
  ApprovalProperties {
    zone = Optional.ofNullable(zone).orElseGet(ZoneId::systemDefault);
  }
}
