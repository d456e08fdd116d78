package io.siteswap.people;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A company's directory that says who people are. OpenID Connect is set up under {@code
 * spring.security.oauth2.client}.
 *
 * @param groups which groups there make somebody a member of ours, by our name
 * @param userClaim where OpenID Connect says what somebody is called
 * @param groupsClaim where it says in which groups they are
 * @param personClaim where it says by what somebody is the same person in all directories
 * @param nobodyIsInTwo whether each person is in one of several directories only
 * @param confirmEvery how long what it said is believed
 */
@ConfigurationProperties("siteswap.directory")
record DirectoryProperties(
    @DefaultValue Map<String, List<String>> groups,
    @DefaultValue("preferred_username") String userClaim,
    @DefaultValue("groups") String groupsClaim,
    @DefaultValue("") String personClaim,
    @DefaultValue("false") boolean nobodyIsInTwo,
    @DefaultValue("5m") Duration confirmEvery,
    Ldap ldap) {

  /**
   * An LDAP server; {@code {0}} in a filter is what is looked for.
   *
   * @param url {@code ldaps://host:636}, several of them by spaces
   * @param startTls whether {@code ldap://} is encrypted by StartTLS
   * @param sslBundle whose trust store knows its certificate; the JVM's, if it is empty
   * @param bindDn who looks people up; nobody in particular, if it is empty
   * @param userFilter finds somebody by what was typed
   * @param userName the attribute that says what somebody is called
   * @param subject the attribute that never changes
   * @param activeFilter whom else it has to fit, at the sign-in and when the server is asked again
   * @param person the attribute by which somebody is the same person in all directories
   * @param groupFilter finds groups by the name of a member
   * @param groupName the attribute that says what a group is called
   * @param groupsAttribute where a person's own entry names the groups, {@code memberOf}; none is
   *     searched for then
   */
  record Ldap(
      String url,
      @DefaultValue("false") boolean startTls,
      @DefaultValue("") String sslBundle,
      @DefaultValue("") String bindDn,
      @DefaultValue("") String bindPassword,
      String userBase,
      @DefaultValue("(uid={0})") String userFilter,
      @DefaultValue("(objectClass=*)") String activeFilter,
      @DefaultValue("uid") String userName,
      @DefaultValue("entryUUID") String subject,
      @DefaultValue("") String person,
      String groupBase,
      @DefaultValue("(member={0})") String groupFilter,
      @DefaultValue("cn") String groupName,
      @DefaultValue("") String groupsAttribute,
      @DefaultValue("5s") Duration timeout) {}
}
