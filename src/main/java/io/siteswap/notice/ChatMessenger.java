package io.siteswap.notice;

import io.siteswap.outbox.Message;
import io.siteswap.outbox.Messenger;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.RetryAfter;
import io.siteswap.outbox.Undeliverable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Says in a chat what waits for it. It speaks only to addresses of the configuration, follows no
 * redirect, and never tells an address, which is a secret.
 */
@Component
class ChatMessenger implements Messenger {
  private static final Set<Integer> PASSES = Set.of(408, 425, 429);

  private final NoticeProperties properties;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  ChatMessenger(NoticeProperties properties) {
    this.properties = properties;
  }

  @Override
  public boolean carries(String channel) {
    return Channels.isChat(channel) && properties.webhooks().containsKey(Channels.nameOf(channel));
  }

  @Override
  public void deliver(Message message, boolean again) {
    String name = Channels.nameOf(message.channel());
    NoticeProperties.Webhook webhook = properties.webhooks().get(name);
    String body =
        Chat.of(webhook.type()).orElseThrow().shape(Letter.read(message.body())).toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(webhook.url()))
            .timeout(webhook.timeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      // What it says is of no interest, however long it is.
      response.body().close();
      judge(name, response);
    } catch (IOException e) {
      throw new NotNow("chat %s does not answer".formatted(name), Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotNow("Siteswap ends", Optional.empty());
    }
  }

  private static void judge(String name, HttpResponse<?> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String what = "chat %s answers %d".formatted(name, status);
    if (status >= 500 || PASSES.contains(status)) {
      throw new NotNow(what, RetryAfter.in(response.headers()::firstValue));
    }
    throw new Undeliverable(status / 100 == 3 ? what + ": redirects are not followed" : what);
  }
}
