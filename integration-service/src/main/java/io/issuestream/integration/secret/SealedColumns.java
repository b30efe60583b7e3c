package io.issuestream.integration.secret;

import java.util.function.BinaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Makes {@link Sealed} of columns; whoever owns such a column makes a bean of it. */
public final class SealedColumns {

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final SecretsAtRest secrets;

  SealedColumns(DatabaseClient database, TransactionalOperator transaction, SecretsAtRest secrets) {
    this.database = database;
    this.transaction = transaction;
    this.secrets = secrets;
  }

  /**
   * A column of secrets at rest.
   *
   * @param id the column that together with {@code team_id} is the table's key
   * @param place where a row's secret belongs, of its team and id: what it was sealed for
   */
  public Sealed of(String table, String column, String id, BinaryOperator<String> place) {
    return new SealedColumn(
        new SealedColumn.Names(table, column, id, place), database, transaction, secrets);
  }
}
