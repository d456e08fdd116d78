package io.siteswap.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.siteswap.people.DirectoryProperties.Ldap;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * People of an LDAP server: it is asked to take their password, and in which groups they are. Whose
 * certificate it has to show is said by a bundle of Spring's, else by the JVM's trust store.
 */
@Component
@Order(1)
@ConditionalOnProperty("siteswap.directory.ldap.url")
class LdapDirectory implements Credentials, Directory {
  private static final String BY = "ldap";
  private static final String PREFIX = BY + "#";
  private static final String HEX = "{hex}";

  /** What the library says when a handshake fails; it keeps no cause. */
  private static final Pattern UNTRUSTED =
      Pattern.compile("(?i)SSLHandshakeException|PKIX|CertificateException|certificate|hostname");

  private static final Pattern SPACES = Pattern.compile("[ ,]+");

  private final Ldap settings;
  private final DirectoryPeople people;
  private final OnePerson onePerson;
  private final SslBundles bundles;

  LdapDirectory(
      DirectoryProperties properties,
      DirectoryPeople people,
      OnePerson onePerson,
      SslBundles bundles) {
    this.bundles = bundles;
    this.settings = properties.ldap();
    this.people = people;
    this.onePerson = onePerson;
  }

  @Override
  public Optional<Proven> prove(String user, String password, String source) {
    try (LDAPConnection connection = lookingUp()) {
      Optional<SearchResultEntry> entry =
          entry(connection, settings.userFilter(), user.getBytes(UTF_8));
      if (entry.isEmpty() || !takesPassword(entry.get(), password)) {
        return Optional.empty();
      }
      Vouched who = vouched(connection, entry.get());
      return Optional.of(new Proven(people.welcome(who), BY, Optional.of(who.theirs())));
    } catch (LDAPException | GeneralSecurityException e) {
      throw away(e);
    }
  }

  private Vouched vouched(LDAPConnection connection, SearchResultEntry entry) throws LDAPException {
    String account = subject(entry);
    String name = attribute(entry, settings.userName());
    return new Vouched(
        onePerson.subject(name, entry).orElse(account), account, name, groups(connection, entry));
  }

  @Override
  public boolean hasVouchedFor(Authentication who) {
    return ProvedBy.account(who).isPresent();
  }

  @Override
  public Collection<String> groupsNow(
      Authentication who, HttpServletRequest request, HttpServletResponse response) {
    String account = ProvedBy.account(who).orElseThrow().substring(PREFIX.length());
    try (LDAPConnection connection = lookingUp()) {
      SearchResultEntry entry =
          entry(connection, "(%s={0})".formatted(settings.subject()), bytes(account))
              .orElseThrow(() -> new NotWelcome("the directory no longer knows them"));
      return groups(connection, entry);
    } catch (LDAPException | GeneralSecurityException e) {
      throw away(e);
    }
  }

  private DirectoryAway away(Exception why) {
    boolean isUntrusted =
        Stream.iterate(why, cause -> cause != null, Throwable::getCause)
            .anyMatch(cause -> UNTRUSTED.matcher(String.valueOf(cause.getMessage())).find());
    return isUntrusted
        ? new DirectoryAway(
            "the directory %s shows a certificate that is not trusted, or not its own: expected one of"
                    .formatted(settings.url())
                + " siteswap.directory.ldap.ssl-bundle, else of the JVM's trust store",
            why)
        : DirectoryAway.silent(settings.url(), why);
  }

  private Optional<SearchResultEntry> entry(LDAPConnection connection, String filter, byte[] what)
      throws LDAPException {
    return Optional.ofNullable(
        connection.searchForEntry(
            settings.userBase(),
            SearchScope.SUB,
            Filter.createANDFilter(filter(filter, what), Filter.create(settings.activeFilter())),
            Stream.of(
                    settings.userName(),
                    settings.subject(),
                    settings.person(),
                    settings.groupsAttribute())
                .filter(name -> !name.isEmpty())
                .toArray(String[]::new)));
  }

  private List<String> groups(LDAPConnection connection, SearchResultEntry entry)
      throws LDAPException {
    if (!settings.groupsAttribute().isEmpty()) {
      return groupsOf(entry);
    }
    return connection
        .search(
            settings.groupBase(),
            SearchScope.SUB,
            filter(settings.groupFilter(), entry.getDN().getBytes(UTF_8)),
            settings.groupName())
        .getSearchEntries()
        .stream()
        .map(group -> attribute(group, settings.groupName()))
        .toList();
  }

  /** As Active Directory writes them down with the person: each by its full name. */
  private List<String> groupsOf(SearchResultEntry entry) throws LDAPException {
    List<String> groups = new ArrayList<>();
    for (String name :
        Optional.ofNullable(entry.getAttributeValues(settings.groupsAttribute()))
            .orElse(new String[0])) {
      groups.add(DN.isValidDN(name) ? new DN(name).getRDN().getAttributeValues()[0] : name);
    }
    return groups;
  }

  private static Filter filter(String filter, byte[] what) throws LDAPException {
    return Filter.create(filter.replace("{0}", Filter.encodeValue(what)));
  }

  private static String attribute(SearchResultEntry entry, String name) {
    return Optional.ofNullable(entry.getAttributeValue(name)).orElse("");
  }

  private String subject(SearchResultEntry entry) {
    byte[] subject = entry.getAttributeValueBytes(settings.subject());
    if (subject == null || subject.length == 0) {
      throw new NotWelcome("%s has no attribute %s".formatted(entry.getDN(), settings.subject()));
    }
    return PREFIX + text(subject);
  }

  /** Active Directory's objectGUID is no text. */
  private static String text(byte[] value) {
    String text = new String(value, UTF_8);
    return Arrays.equals(text.getBytes(UTF_8), value) && text.chars().noneMatch(c -> c < ' ')
        ? text
        : HEX + HexFormat.of().formatHex(value);
  }

  private static byte[] bytes(String text) {
    return text.startsWith(HEX)
        ? HexFormat.of().parseHex(text.substring(HEX.length()))
        : text.getBytes(UTF_8);
  }

  /** Never empty, which the server would take for a sign-in of nobody. */
  private boolean takesPassword(SearchResultEntry entry, String password)
      throws LDAPException, GeneralSecurityException {
    try (LDAPConnection connection = connection()) {
      return connection.bind(entry.getDN(), password).getResultCode().equals(ResultCode.SUCCESS);
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
        return false;
      }
      throw e;
    }
  }

  private LDAPConnection lookingUp() throws LDAPException, GeneralSecurityException {
    LDAPConnection connection = connection();
    if (!settings.bindDn().isEmpty()) {
      connection.bind(settings.bindDn(), settings.bindPassword());
    }
    return connection;
  }

  /** To the first server that answers. */
  private LDAPConnection connection() throws LDAPException, GeneralSecurityException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis((int) settings.timeout().toMillis());
    options.setResponseTimeoutMillis(settings.timeout().toMillis());
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    List<LDAPURL> servers = servers();
    SSLContext tls =
        settings.sslBundle().isEmpty()
            ? SSLContext.getDefault()
            : bundles.getBundle(settings.sslBundle()).createSslContext();
    boolean encrypted = servers.get(0).getScheme().equals("ldaps");
    return new FailoverServerSet(
            servers.stream().map(LDAPURL::getHost).toArray(String[]::new),
            servers.stream().mapToInt(LDAPURL::getPort).toArray(),
            encrypted ? tls.getSocketFactory() : SocketFactory.getDefault(),
            options,
            null,
            settings.startTls() ? new StartTLSPostConnectProcessor(tls) : null)
        .getConnection();
  }

  private List<LDAPURL> servers() throws LDAPException {
    List<LDAPURL> servers = new ArrayList<>();
    for (String url : SPACES.splitAsStream(settings.url()).toList()) {
      servers.add(new LDAPURL(url));
    }
    return servers;
  }
}
