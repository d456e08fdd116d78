package io.siteswap.node;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What processes hold in the database under the names of their leases. */
public interface Holdings {
  /** From now on this process takes hold of things under that name. */
  void takeAs(String worker);

  /** Gives free, in the transaction of the caller, what nobody holds who still has a lease. */
  void release(JdbcClient database);
}
