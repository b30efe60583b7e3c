package io.issuestream.messaging.migration;

import liquibase.changelog.StandardChangeLogHistoryService;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;

/**
 * Liquibase's books, made under the lock too. Liquibase makes them before it takes the lock, so
 * that of replicas which start together on a new database all but one would fail. It finds this
 * class through {@code META-INF/services}.
 */
public final class HistoryUnderLock extends StandardChangeLogHistoryService {

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE + 1;
  }

  @Override
  public boolean supports(Database database) {
    return database instanceof PostgresDatabase;
  }

  @Override
  public void init() throws DatabaseException {
    LockService lock = LockServiceFactory.getInstance().getLockService(getDatabase());
    boolean heldBefore = lock.hasChangeLogLock();
    try {
      lock.waitForLock();
      try {
        super.init();
      } finally {
        if (!heldBefore) {
          lock.releaseLock();
        }
      }
    } catch (LockException e) {
      throw new DatabaseException(e);
    }
  }
}
