package io.issuestream.messaging.database;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.FetchSpec;
import org.springframework.r2dbc.core.RowsFetchSpec;
import org.springframework.r2dbc.core.StatementFilterFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A statement being put together, which runs to its end once subscribed. */
record LastingStatement(GenericExecuteSpec statement) implements GenericExecuteSpec {

  @Override
  public GenericExecuteSpec bind(int index, Object value) {
    return new LastingStatement(statement.bind(index, value));
  }

  @Override
  public GenericExecuteSpec bindNull(int index, Class<?> type) {
    return new LastingStatement(statement.bindNull(index, type));
  }

  @Override
  public GenericExecuteSpec bind(String name, Object value) {
    return new LastingStatement(statement.bind(name, value));
  }

  @Override
  public GenericExecuteSpec bindNull(String name, Class<?> type) {
    return new LastingStatement(statement.bindNull(name, type));
  }

  @Override
  public GenericExecuteSpec bindValues(List<?> values) {
    return new LastingStatement(statement.bindValues(values));
  }

  @Override
  public GenericExecuteSpec bindValues(Map<String, ?> values) {
    return new LastingStatement(statement.bindValues(values));
  }

  @Override
  public GenericExecuteSpec bindProperties(Object source) {
    return new LastingStatement(statement.bindProperties(source));
  }

  @Override
  public GenericExecuteSpec filter(StatementFilterFunction filter) {
    return new LastingStatement(statement.filter(filter));
  }

  @Override
  public <R> RowsFetchSpec<R> map(Function<? super Readable, R> mapping) {
    return new Rows<>(statement.map(mapping));
  }

  @Override
  public <R> RowsFetchSpec<R> map(BiFunction<Row, RowMetadata, R> mapping) {
    return new Rows<>(statement.map(mapping));
  }

  @Override
  public <R> RowsFetchSpec<R> mapValue(Class<R> type) {
    return new Rows<>(statement.mapValue(type));
  }

  @Override
  public <R> RowsFetchSpec<R> mapProperties(Class<R> type) {
    return new Rows<>(statement.mapProperties(type));
  }

  @Override
  public <R> Flux<R> flatMap(Function<Result, Publisher<R>> mapping) {
    return RunToEnd.of(statement.flatMap(mapping));
  }

  @Override
  public FetchSpec<Map<String, Object>> fetch() {
    return new Fetched<>(statement.fetch());
  }

  @Override
  public Mono<Void> then() {
    return RunToEnd.of(statement.then());
  }

  private record Rows<T>(RowsFetchSpec<T> rows) implements RowsFetchSpec<T> {

    @Override
    public Mono<T> one() {
      return RunToEnd.of(rows.one());
    }

    @Override
    public Mono<T> first() {
      // Spring's own takes the first row by cancelling.
      return all().next();
    }

    @Override
    public Flux<T> all() {
      return RunToEnd.of(rows.all());
    }
  }

  private record Fetched<T>(FetchSpec<T> fetch) implements FetchSpec<T> {

    @Override
    public Mono<T> one() {
      return RunToEnd.of(fetch.one());
    }

    @Override
    public Mono<T> first() {
      return all().next();
    }

    @Override
    public Flux<T> all() {
      return RunToEnd.of(fetch.all());
    }

    @Override
    public Mono<Long> rowsUpdated() {
      return RunToEnd.of(fetch.rowsUpdated());
    }
  }
}
