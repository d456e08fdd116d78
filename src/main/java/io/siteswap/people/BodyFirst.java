package io.siteswap.people;

import jakarta.servlet.ServletException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Takes in what is sent with a request before anybody works on it. Whoever sends slowly holds a
 * thread of the server for as long as that takes: so only some may wait at a time, fewer of one
 * source, and none for long. What has arrived already waits for nothing, however many others do.
 */
class BodyFirst extends ValveBase {
  static final int LONGEST = 1 << 20;

  private static final int WAITING = 64;
  private static final int WAITING_OF_ONE_SOURCE = 16;

  private final Duration deadline;
  private final Semaphore all = new Semaphore(WAITING);
  private final Map<String, Integer> sources = new ConcurrentHashMap<>();

  BodyFirst(Duration deadline) {
    super(true);
    this.deadline = deadline;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    var coyote = request.getCoyoteRequest();
    boolean hasBody =
        coyote.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (!hasBody || takenIn(request, response)) {
      getNext().invoke(request, response);
    }
  }

  private boolean takenIn(Request request, Response response) throws IOException {
    if (request.getContentLengthLong() > LONGEST) {
      return refuse(request, response, 413, "a request has at most %d bytes".formatted(LONGEST));
    }
    request.getCoyoteRequest().action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    try {
      if (!readWhatIsThere(request, taken)) {
        String source = Source.of(request.getRemoteAddr());
        if (!mayWait(source)) {
          return refuse(request, response, 503, "too many send slowly: try again in a second");
        }
        try {
          readToTheEnd(request, taken);
        } finally {
          waitsNoMore(source);
        }
      }
    } catch (IOException e) {
      SecurityLog.warn("slow-body", "source", request.getRemoteAddr(), "bytes", taken.size());
      return refuse(request, response, 408, "what was announced did not arrive in time");
    }
    if (taken.size() > LONGEST) {
      return refuse(request, response, 413, "a request has at most %d bytes".formatted(LONGEST));
    }
    ByteChunk body = new ByteChunk();
    body.setBytes(taken.toByteArray(), 0, taken.size());
    request.getCoyoteRequest().action(ActionCode.REQ_SET_BODY_REPLAY, body);
    return true;
  }

  /** Whether that was all; it never waits for what has been announced by its length. */
  private static boolean readWhatIsThere(Request request, ByteArrayOutputStream taken)
      throws IOException {
    long announced = request.getContentLengthLong();
    while (taken.size() < announced && isMoreThere(request)) {
      read(request, taken);
    }
    return taken.size() == announced;
  }

  private static boolean isMoreThere(Request request) {
    request.getCoyoteRequest().action(ActionCode.AVAILABLE, true);
    return request.getCoyoteRequest().getAvailable() > 0;
  }

  private void readToTheEnd(Request request, ByteArrayOutputStream taken) throws IOException {
    long end = System.nanoTime() + deadline.toNanos();
    boolean more = true;
    while (more && taken.size() <= LONGEST) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("too slow");
      }
      more = read(request, taken);
    }
  }

  private static boolean read(Request request, ByteArrayOutputStream taken) throws IOException {
    Buffer buffer = new Buffer();
    int read = request.getCoyoteRequest().doRead(buffer);
    if (read > 0) {
      byte[] bytes = new byte[buffer.bytes.remaining()];
      buffer.bytes.get(bytes);
      taken.write(bytes);
    }
    return read >= 0;
  }

  private boolean mayWait(String source) {
    if (!all.tryAcquire()) {
      return false;
    }
    if (sources.merge(source, 1, Integer::sum) > WAITING_OF_ONE_SOURCE) {
      waitsNoMore(source);
      return false;
    }
    return true;
  }

  private void waitsNoMore(String source) {
    sources.computeIfPresent(source, (same, waiting) -> waiting == 1 ? null : waiting - 1);
    all.release();
  }

  /** Nor is the rest read: that would be waited for as well. */
  static boolean refuse(Request request, Response response, int status, String why)
      throws IOException {
    response.setHeader("Connection", "close");
    response.setHeader("Retry-After", "1");
    NoEntry.sayToScript(response.getResponse(), status, why);
    response.finishResponse();
    request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    return false;
  }

  private static class Buffer implements ApplicationBufferHandler {
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      bytes = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return bytes;
    }

    @Override
    public void expand(int size) {
      // It is given a buffer as long as it needs.
    }
  }
}
