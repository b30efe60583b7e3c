package io.issuestream.integration.connection;

import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * As much of a Data Center as connecting asks for.
 *
 * @param whoAmI status of the answer to the question who the caller is
 * @param takenFor whom the answer to it says that the caller is taken for
 */
record PlainJira(int whoAmI, String takenFor)
    implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

  PlainJira() {
    this(200, "admin");
  }

  @Override
  public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
    response.header("Content-Type", "application/json;charset=UTF-8");
    return request.uri().endsWith("/rest/api/2/serverInfo")
        ? response.sendString(Mono.just("{\"version\":\"9.12.4\",\"deploymentType\":\"Server\"}"))
        : response
            .status(whoAmI)
            .header("X-AUSERNAME", takenFor)
            .sendString(
                Mono.just("{\"name\":\"admin\",\"displayName\":\"Admin\",\"timeZone\":\"UTC\"}"));
  }
}
