package io.issuestream.sandbox.jql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.sandbox.jql.Query.And;
import io.issuestream.sandbox.jql.Query.Comparison;
import io.issuestream.sandbox.jql.Query.Or;
import io.issuestream.sandbox.jql.Query.Order;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTests {
  @Test
  void readsWhatTheProductSends() {
    Query query =
        Query.parse(
            "project = \"INT\" AND id > 10005 AND updated >= \"2026-01-02 03:04\" ORDER BY id ASC");
    assertThat(query.where())
        .isEqualTo(
            new And(
                new And(
                    new Comparison("project", "=", List.of("INT")),
                    new Comparison("id", ">", List.of("10005"))),
                new Comparison("updated", ">=", List.of("2026-01-02 03:04"))));
    assertThat(query.order()).containsExactly(new Order("id", false));
  }

  @Test
  void bindsAndTighterThanOr() {
    assertThat(Query.parse("id = 1 or id = 2 and id = 3").where())
        .isEqualTo(
            new Or(
                new Comparison("id", "=", List.of("1")),
                new And(
                    new Comparison("id", "=", List.of("2")),
                    new Comparison("id", "=", List.of("3")))));
  }

  @Test
  void readsListsEscapesAndSeveralOrders() {
    Query query = Query.parse("project in (A, \"B \\\"c\\\"\") order by updated desc, issuekey");
    assertThat(query.where()).isEqualTo(new Comparison("project", "in", List.of("A", "B \"c\"")));
    assertThat(query.order()).containsExactly(new Order("updated", true), new Order("key", false));
  }

  @Test
  void hasNoRestrictionInAnOrderAlone() {
    assertThat(Query.parse("order by key desc").where()).isNull();
    assertThat(Query.parse("").where()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "project = INT | 'INT' is a reserved JQL word",
        "colour = red | Field 'colour' does not exist",
        "project = \"A | has not been completed",
        "project = A AND | Expecting a field name (at the end)",
        "project in (A | Expecting ')'",
        "project like A | Expecting operator",
        "(project = A | Expecting ')'",
        "project = A project = B | Expecting either 'OR' or 'AND'",
        "project = A order by colour | Field 'colour' does not exist"
      })
  void refusesAsJiraDoes(String jql, String message) {
    assertThatThrownBy(() -> Query.parse(jql))
        .isInstanceOf(QueryRejected.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesMoreThanSevenOrders() {
    assertThatThrownBy(() -> Query.parse("id > 1 order by id,id,id,id,id,id,id,id"))
        .hasMessageContaining("maximum of 7");
  }
}
