package io.issuestream.messaging.migration;

import liquibase.integration.spring.SpringLiquibase;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Migrates a database as a service does at its start; also as a process of its own. */
final class Migration {

  private Migration() {}

  /** Takes a JDBC URL, a user and a password. */
  public static void main(String[] arguments) throws Exception {
    run(arguments[0], arguments[1], arguments[2]);
  }

  static void run(String url, String user, String password) throws Exception {
    var liquibase = new SpringLiquibase();
    liquibase.setDataSource(new DriverManagerDataSource(url, user, password));
    liquibase.setResourceLoader(new DefaultResourceLoader());
    liquibase.setChangeLog("classpath:db/changelog/slow-migration.sql");
    liquibase.afterPropertiesSet();
  }
}
