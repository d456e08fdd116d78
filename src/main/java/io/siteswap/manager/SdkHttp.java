package io.siteswap.manager;

import java.io.IOException;
import java.time.Duration;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpResponse;
import org.apache.http.HttpStatus;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.BufferedHttpEntity;
import org.apache.http.util.EntityUtils;
import org.ovirt.engine.sdk4.HttpClient;

/**
 * The SDK's way to the network, but for two things. Where an answer leads to another address, it is
 * not followed: the SDK would show its token there. And an answer that the SDK leaves unread, a 401
 * or one that is not XML, is read here: it would keep one of the two HTTP connections for ever, and
 * after two of them the SDK waits for a third.
 */
class SdkHttp implements HttpClient {
  private final HttpClient sdk;
  private final RequestConfig config;

  SdkHttp(HttpClient sdk, Duration patience) {
    this.sdk = sdk;
    // What a request says takes the place of all that the SDK says for each of them.
    this.config =
        RequestConfig.custom()
            .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
            .setConnectTimeout((int) patience.toMillis())
            .setRedirectsEnabled(false)
            .build();
  }

  @Override
  public HttpResponse execute(HttpUriRequest request) throws Exception {
    ((HttpRequestBase) request).setConfig(config);
    HttpResponse answer = sdk.execute(request);
    if (answer.getStatusLine().getStatusCode() / 100 == 3) {
      EntityUtils.consumeQuietly(answer.getEntity());
      throw new IOException(
          "%s leads to %s, which is not followed".formatted(request.getURI(), to(answer)));
    }
    if (mayStayUnread(answer)) {
      EntityUtils.updateEntity(answer, new BufferedHttpEntity(answer.getEntity()));
    }
    return answer;
  }

  private static boolean mayStayUnread(HttpResponse answer) {
    return answer.getEntity() != null
        && (answer.getStatusLine().getStatusCode() == HttpStatus.SC_UNAUTHORIZED
            || !String.valueOf(answer.getEntity().getContentType()).contains("xml"));
  }

  private static String to(HttpResponse answer) {
    return answer.containsHeader(HttpHeaders.LOCATION)
        ? answer.getFirstHeader(HttpHeaders.LOCATION).getValue()
        : "nowhere";
  }

  @Override
  public void close() throws Exception {
    sdk.close();
  }
}
