package io.siteswap.manager;

import java.io.IOException;
import java.time.Duration;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.util.EntityUtils;
import org.ovirt.engine.sdk4.HttpClient;

/**
 * The SDK's way to the network, but for one thing: where an answer leads to another address, it is
 * not followed. The SDK would show its token there.
 */
class NotLedAway implements HttpClient {
  private final HttpClient sdk;
  private final RequestConfig config;

  NotLedAway(HttpClient sdk, Duration patience) {
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
    return answer;
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
