package io.siteswap.node;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
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
  StartInTurn startInTurn(NodeDatabase database, DatabaseClock clock) {
    return new StartInTurn(database, clock);
  }

  @Bean
  DatabaseClock clock() {
    return new DatabaseClock(InstantSource.system(), System::nanoTime);
  }

  @Bean
  @DependsOnDatabaseInitialization
  Lease lease(Node node, NodeDatabase database, Holdings holdings) {
    return new Lease(node.name(), database, holdings, System::nanoTime);
  }

  @Bean
  LeaseKeeper leaseKeeper(Lease lease, NodeDatabase database, DatabaseClock clock) {
    return new LeaseKeeper(lease, database, clock);
  }
}
