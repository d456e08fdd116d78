package io.siteswap.manager;

import io.siteswap.site.ManagerAccess;
import java.time.Duration;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.ConnectionBuilder;
import org.ovirt.engine.sdk4.internal.HttpConnection;

/** SDK connections, one per call under way: a connection has only two HTTP connections. */
class SdkConnections extends BasePooledObjectFactory<Connection> {
  static {
    // The SDK asks which XML reader to use for each answer; unless this says it, the whole class
    // path is searched each time.
    System.setProperty(
        "javax.xml.stream.XMLInputFactory",
        XMLInputFactory.newDefaultFactory().getClass().getName());
    System.setProperty(
        "javax.xml.stream.XMLOutputFactory",
        XMLOutputFactory.newDefaultFactory().getClass().getName());
  }

  /** An inventory is read side by side, also while changes are asked for. */
  private static final int READS_AT_ONCE = 8;

  private final ManagerAccess access;
  private final Optional<TrustStore> trustStore;
  private final ManagerProperties properties;

  private SdkConnections(ManagerAccess access, ManagerProperties properties) {
    this.access = access;
    this.properties = properties;
    this.trustStore = access.caFile().map(TrustStore::of);
  }

  static GenericObjectPool<Connection> pool(ManagerAccess access, ManagerProperties properties) {
    GenericObjectPoolConfig<Connection> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(properties.callsAtOnce() + READS_AT_ONCE);
    config.setMaxIdle(properties.callsAtOnce() + READS_AT_ONCE);
    config.setMaxWait(properties.callDeadline());
    config.setTestOnBorrow(true);
    config.setJmxEnabled(false);
    return new GenericObjectPool<>(new SdkConnections(access, properties), config);
  }

  @Override
  public Connection create() {
    ConnectionBuilder builder =
        ConnectionBuilder.connection()
            .url(access.url().toString())
            .user(access.user())
            .password(access.password())
            .insecure(access.insecure())
            .timeout(Math.max(1, (int) properties.callDeadline().toSeconds()));
    trustStore.ifPresent(
        store ->
            builder.trustStoreFile(store.file().toString()).trustStorePassword(store.password()));
    HttpConnection connection = (HttpConnection) builder.build();
    connection.setClient(new SdkHttp(connection.getClient(), properties.callDeadline()));
    return connection;
  }

  @Override
  public PooledObject<Connection> wrap(Connection connection) {
    return new DefaultPooledObject<>(connection);
  }

  @Override
  public boolean validateObject(PooledObject<Connection> pooled) {
    Duration age = pooled.getFullDuration();
    return pooled.getIdleDuration().compareTo(properties.idleConnections()) < 0
        && age.compareTo(properties.connectionAge()) < 0;
  }

  /** Without logging out: that would be one more call to a Manager that may not answer. */
  @Override
  public void destroyObject(PooledObject<Connection> pooled) throws Exception {
    pooled.getObject().close(false);
  }
}
