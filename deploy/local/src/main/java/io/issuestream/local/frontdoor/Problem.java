package io.issuestream.local.frontdoor;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * An error of the front door itself, as problem details (RFC 9457), in the same form as the
 * services' own.
 *
 * @param detail a sentence without quotes or backslashes: it is written into JSON as it is
 */
record Problem(HttpResponseStatus status, String type, String detail) {

  static Problem of(HttpResponseStatus status, String type, String detail) {
    return new Problem(status, "urn:issuestream:problem:" + type, detail);
  }

  static Problem tooLarge(long limit) {
    return of(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "too-large",
        "The body is larger than the " + limit / (1024 * 1024) + " MB taken here.");
  }

  static Problem down(String service) {
    return of(
        HttpResponseStatus.BAD_GATEWAY,
        "service-down",
        "The " + service + " does not answer; try again shortly.");
  }

  Publisher<Void> writeTo(HttpServerResponse response) {
    response.responseHeaders().clear();
    String body =
        """
        {"type":"%s","title":"%s","status":%d,"detail":"%s"}\
        """
            .formatted(type, status.reasonPhrase(), status.code(), detail);
    return response
        .status(status)
        .header("Content-Type", "application/problem+json")
        .sendString(Mono.just(body))
        .then();
  }
}
