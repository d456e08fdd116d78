package io.siteswap.node;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class NodeConfiguration {
  @Bean
  static BeanPostProcessor sessionsWithTheNameOfTheirProcess() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource database) {
          NodeDatabase.name(database, NodeDatabase.PROCESS);
        }
        return bean;
      }
    };
  }

  @Bean
  NodeDatabase nodeDatabase(DataSource database) throws SQLException {
    return new NodeDatabase(database);
  }

  @Bean
  StartInTurn startInTurn(NodeDatabase database) {
    return new StartInTurn(database);
  }

  /** Whoever has the database for himself has the clock of its machine. */
  @Bean
  @ConditionalOnMissingBean
  InstantSource clock(NodeDatabase database) {
    return database.isShared()
        ? new DatabaseClock(database, System::nanoTime)
        : InstantSource.system();
  }

  @Bean
  @DependsOnDatabaseInitialization
  Lease lease(Node node, NodeDatabase database, Holdings holdings) {
    return new Lease(node.name(), database, holdings, System::nanoTime);
  }

  @Bean
  LeaseKeeper leaseKeeper(Lease lease, NodeDatabase database, InstantSource clock) {
    Runnable setTheClock = clock instanceof DatabaseClock shared ? shared::measure : () -> {};
    return new LeaseKeeper(lease, database.isShared(), setTheClock);
  }
}
