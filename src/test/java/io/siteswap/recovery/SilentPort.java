package io.siteswap.recovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of this machine that neither takes a connection nor refuses it: nobody accepts what waits
 * there, and the kernel drops what comes when the queue is full.
 */
final class SilentPort implements AutoCloseable {
  // A kernel may take a few more than it was told.
  private static final int MORE_THAN_THE_QUEUE = 16;

  private final ServerSocket server;
  private final List<SocketChannel> waiting = new ArrayList<>();

  SilentPort() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    SocketAddress here =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
      SocketChannel channel = SocketChannel.open();
      waiting.add(channel);
      channel.configureBlocking(false);
      channel.connect(here);
    }
  }

  int number() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : waiting) {
      channel.close();
    }
    server.close();
  }
}
