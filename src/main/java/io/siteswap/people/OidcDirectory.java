package io.siteswap.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** People of a provider of OpenID Connect, with their groups from a claim. */
@Component
class OidcDirectory implements Directory, OAuth2UserService<OidcUserRequest, OidcUser> {
  private final DirectoryPeople people;
  private final DirectoryProperties properties;
  private final OAuth2AuthorizedClientRepository clients =
      new HttpSessionOAuth2AuthorizedClientRepository();
  private final OidcUserService service = new OidcUserService();
  private final RestClientRefreshTokenTokenResponseClient refreshing;
  private final OidcHttp http;
  private final OnePerson onePerson;

  OidcDirectory(
      DirectoryPeople people, DirectoryProperties properties, OidcHttp http, OnePerson onePerson) {
    this.onePerson = onePerson;
    this.http = http;
    refreshing = http.asking(new RestClientRefreshTokenTokenResponseClient());
    DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
    userInfo.setRestOperations(http.rest());
    service.setOauth2UserService(userInfo);
    this.people = people;
    this.properties = properties;
    service.setRetrieveUserInfo(
        request ->
            StringUtils.hasText(
                request
                    .getClientRegistration()
                    .getProviderDetails()
                    .getUserInfoEndpoint()
                    .getUri()));
  }

  /** Where what was handed out for somebody is kept: with their session. */
  OAuth2AuthorizedClientRepository clients() {
    return clients;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser theirs = service.loadUser(request);
    String name =
        Optional.ofNullable(theirs.getClaimAsString(properties.userClaim()))
            .orElse(theirs.getSubject());
    String account = theirs.getIdToken().getIssuer() + "#" + theirs.getSubject();
    return new DirectoryUser(
        people.welcome(
            new Vouched(
                onePerson.subject(name, theirs.getClaims()).orElse(account),
                account,
                name,
                groups(theirs.getClaims()))),
        theirs);
  }

  @Override
  public boolean hasVouchedFor(Authentication who) {
    return who instanceof OAuth2AuthenticationToken;
  }

  @Override
  public Collection<String> groupsNow(
      Authentication who, HttpServletRequest request, HttpServletResponse response) {
    String id = ((OAuth2AuthenticationToken) who).getAuthorizedClientRegistrationId();
    OAuth2AuthorizedClient client = clients.loadAuthorizedClient(id, who, request);
    if (client == null) {
      throw new NotWelcome("nothing is left that could be shown to the directory");
    }
    try {
      return groups(claimsNow((OidcUser) who.getPrincipal(), client, who, request, response));
    } catch (OAuth2AuthorizationException e) {
      throw refused(id, e.getError().getErrorCode(), e);
    } catch (OAuth2AuthenticationException e) {
      throw refused(id, e.getError().getErrorCode(), e);
    } catch (JwtException e) {
      throw new DirectoryAway("what the directory %s says cannot be believed".formatted(id), e);
    }
  }

  private static Map<String, Object> claimsOf(OidcUser user, Jwt token) {
    if (!user.getSubject().equals(token.getSubject())) {
      throw new NotWelcome("the directory vouches for somebody else");
    }
    return token.getClaims();
  }

  private static RuntimeException refused(String id, String code, RuntimeException why) {
    return code.equals(OAuth2ErrorCodes.INVALID_GRANT) || code.equals("invalid_user_info_response")
        ? new NotWelcome("the directory no longer vouches for them")
        : DirectoryAway.silent(id, why);
  }

  /** What the provider says on being shown the refresh token, and then of the person. */
  private Map<String, Object> claimsNow(
      OidcUser user,
      OAuth2AuthorizedClient client,
      Authentication who,
      HttpServletRequest request,
      HttpServletResponse response) {
    Map<String, Object> claims = new HashMap<>();
    OAuth2AuthorizedClient fresh = client;
    if (client.getRefreshToken() != null) {
      ClientRegistration registration = client.getClientRegistration();
      OAuth2AccessTokenResponse answer =
          refreshing.getTokenResponse(
              new OAuth2RefreshTokenGrantRequest(
                  registration, client.getAccessToken(), client.getRefreshToken()));
      Optional.ofNullable(answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN))
          .map(token -> http.createDecoder(registration).decode(token.toString()))
          .map(token -> claimsOf(user, token))
          .ifPresent(claims::putAll);
      fresh =
          new OAuth2AuthorizedClient(
              registration, who.getName(), answer.getAccessToken(), answer.getRefreshToken());
      clients.saveAuthorizedClient(fresh, who, request, response);
    }
    // What the old token said is no longer true; of it only whose it is.
    OidcIdToken whose =
        OidcIdToken.withTokenValue(user.getIdToken().getTokenValue())
            .claim("sub", user.getSubject())
            .claim("iss", user.getIssuer())
            .build();
    claims.putAll(
        service
            .loadUser(
                new OidcUserRequest(fresh.getClientRegistration(), fresh.getAccessToken(), whose))
            .getClaims());
    return claims;
  }

  private List<String> groups(Map<String, Object> claims) {
    return claims.get(properties.groupsClaim()) instanceof Collection<?> groups
        ? groups.stream().map(Object::toString).toList()
        : List.of();
  }
}
