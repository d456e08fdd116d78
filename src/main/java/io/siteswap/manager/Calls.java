package io.siteswap.manager;

import io.siteswap.site.ManagerAccess;
import io.siteswap.site.Marks;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.ovirt.engine.sdk4.Connection;

/** Calls of the SDK, each with a deadline; whatever fails becomes refused or unreachable. */
class Calls implements AutoCloseable {
  private final GenericObjectPool<Connection> connections;
  private final ManagerProperties properties;
  private final Contact contact;
  private final ExecutorService threads;
  private final ExecutorService requests;
  private final Optional<BooleanSupplier> permission;

  Calls(ManagerAccess access, ManagerProperties properties, Contact contact) {
    this.properties = properties;
    this.contact = contact;
    connections = SdkConnections.pool(access, properties);
    threads = Executors.newCachedThreadPool(task -> thread(task, access));
    requests = Executors.newFixedThreadPool(properties.callsAtOnce(), task -> thread(task, access));
    permission = Optional.empty();
  }

  private Calls(Calls same, BooleanSupplier permission) {
    this.properties = same.properties;
    this.contact = same.contact;
    this.connections = same.connections;
    this.threads = same.threads;
    this.requests = same.requests;
    this.permission = Optional.of(permission);
  }

  /** The same door, through which nothing goes once that does not hold any more. */
  Calls onlyWhile(BooleanSupplier holds) {
    return new Calls(this, holds);
  }

  private static Thread thread(Runnable task, ManagerAccess access) {
    Thread thread = new Thread(task, "manager-" + access.url().getHost());
    thread.setDaemon(true);
    return thread;
  }

  <T> CompletableFuture<T> start(String what, Function<Connection, T> call) {
    return CompletableFuture.supplyAsync(Marks.kept(() -> make(what, call)), threads);
  }

  /** Only so many at once: the rest waits for its turn, and its deadline begins with it. */
  CompletableFuture<Void> async(Runnable work) {
    return CompletableFuture.runAsync(Marks.kept(work), requests);
  }

  /** Whether it answers, and how long that takes, is known from then on. */
  <T> T make(String what, Function<Connection, T> call) {
    return contact.heard(what, () -> carryOut(what, call));
  }

  private <T> T carryOut(String what, Function<Connection, T> call) {
    Connection connection = borrow(what);
    try {
      T answer = beforeDeadline(what, connection, call);
      connections.returnObject(connection);
      return answer;
    } catch (ManagerRefused | LockLost e) {
      connections.returnObject(connection);
      throw e;
    } catch (RuntimeException e) {
      discard(connection);
      // What was opened before an outage holds a dead session.
      connections.clear();
      throw e;
    }
  }

  private Connection borrow(String what) {
    try {
      return connections.borrowObject();
    } catch (Exception e) {
      throw SdkErrors.read(what, e);
    }
  }

  private <T> T beforeDeadline(String what, Connection connection, Function<Connection, T> call) {
    Supplier<T> leaving = Marks.kept(() -> leave(what, connection, call));
    Future<T> answer = threads.submit(leaving::get);
    try {
      return answer.get(properties.callDeadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ManagerUnreachable(what, "none within " + properties.callDeadline(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LockLost lost) {
        throw lost;
      }
      throw SdkErrors.read(what, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ManagerUnreachable(what, "interrupted", e);
    }
  }

  /** Permission is looked at last: to sign in may take long. */
  private <T> T leave(String what, Connection connection, Function<Connection, T> call) {
    if (permission.isPresent()) {
      var unused = connection.authenticate();
      if (!permission.get().getAsBoolean()) {
        throw new LockLost(what);
      }
    }
    return call.apply(connection);
  }

  /** Closes its sockets, which also ends a read that would hang for ever. */
  private void discard(Connection connection) {
    try {
      connections.invalidateObject(connection);
    } catch (Exception e) {
      throw new IllegalStateException("a broken connection could not be closed", e);
    }
  }

  @Override
  public void close() {
    connections.close();
    requests.shutdownNow();
    threads.shutdownNow();
  }
}
