package io.issuestream.edge;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells as problem details what went wrong before a controller was reached, or after it. */
final class ProblemHandler implements WebExceptionHandler, Ordered {

  private final JsonMapper json;

  ProblemHandler(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      return Mono.error(failure);
    }
    Problem problem = Failures.problem(failure);
    response.setStatusCode(problem.getStatusCode());
    response.getHeaders().putAll(problem.getHeaders());
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(members(problem)));
    return response.writeWith(Mono.just(body));
  }

  private static Map<String, Object> members(Problem problem) {
    ProblemDetail detail = problem.getBody();
    Map<String, Object> members = new LinkedHashMap<>();
    URI type = detail.getType();
    put(members, "type", type == null ? null : type.toString());
    put(members, "title", detail.getTitle());
    put(members, "status", detail.getStatus());
    put(members, "detail", detail.getDetail());
    Map<String, Object> more = detail.getProperties();
    if (more != null) {
      members.putAll(more);
    }
    return members;
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  /** Before Spring Boot's own, which would answer in another form. */
  @Override
  public int getOrder() {
    return -2;
  }
}
