package io.issuestream.messaging.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.issuestream.tenancy.TeamScope;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ScopedConnectionTests {

  private final List<String> told = new ArrayList<>();
  private boolean broken;

  @Test
  void tellsOnlyWhatDiffersFromTheLastTime() {
    var connection = new ScopedConnection(connection());

    handOut(connection, TeamScope.of("alpha"));
    handOut(connection, TeamScope.of("alpha"));
    handOut(connection, TeamScope.system());
    handOut(connection, TeamScope.of("alpha"));

    assertThat(told).containsExactly("alpha", "*", "alpha");
  }

  @Test
  void emptiesTheScopeForWorkThatHasNone() {
    var connection = new ScopedConnection(connection());

    handOut(connection, TeamScope.none());
    handOut(connection, TeamScope.of("alpha"));
    handOut(connection, TeamScope.none());

    assertThat(told).containsExactly("", "alpha", "");
  }

  @Test
  void tellsAnewAfterItCouldNotBeTold() {
    var connection = new ScopedConnection(connection());
    handOut(connection, TeamScope.of("alpha"));

    broken = true;
    Mono.from(connection.postAllocate())
        .contextWrite(TeamScope.of("beta"))
        .onErrorComplete()
        .block();
    broken = false;
    handOut(connection, TeamScope.of("alpha"));

    assertThat(told).containsExactly("alpha", "alpha");
  }

  private static void handOut(ScopedConnection connection, TeamScope scope) {
    Mono.from(connection.postAllocate()).contextWrite(scope).block();
  }

  private Connection connection() {
    var connection = mock(Connection.class);
    var statement = mock(Statement.class);
    when(connection.createStatement(anyString())).thenReturn(statement);
    when(statement.bind(anyInt(), any()))
        .thenAnswer(call -> {
          if (!broken) {
            told.add(call.getArgument(1));
          }
          return statement;
        });
    when(statement.execute())
        .thenAnswer(call -> broken ? Flux.error(new IllegalStateException("gone")) : Flux.empty());
    return connection;
  }
}
