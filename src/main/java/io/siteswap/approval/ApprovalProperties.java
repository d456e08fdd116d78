package io.siteswap.approval;

import java.time.ZoneId;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How approvals are governed.
 *
 * @param table a file that takes the place of {@code processes/who-must-approve.dmn}
 * @param zone of the hour of the day that the table asks for, by default that of the machine
 */
@ConfigurationProperties("siteswap.approvals")
record ApprovalProperties(String table, ZoneId zone) {
  ApprovalProperties {
    zone = Optional.ofNullable(zone).orElseGet(ZoneId::systemDefault);
  }
}
