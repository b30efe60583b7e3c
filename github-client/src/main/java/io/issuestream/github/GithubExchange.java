package io.issuestream.github;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Sends one request once and reads the whole answer, or says by which failure it ended. */
final class GithubExchange {

  private static final int ERROR_BODY = 64 << 10;
  private static final String MEDIA_TYPE = "application/vnd.github+json";
  private static final String API_VERSION = "2022-11-28";

  private final WebClient client;
  private final URI api;
  private final Refusals refusals;

  GithubExchange(WebClient client, URI api, Refusals refusals) {
    this.client = client;
    this.api = api;
    this.refusals = refusals;
  }

  URI api() {
    return api;
  }

  /** Sends it; what is said of limits is told before anything else is done with the answer. */
  Mono<GithubAnswer> send(
      GithubRequest request, String authorization, GithubLimits limits, RequestBudget budget) {
    return client
        .method(request.post() ? HttpMethod.POST : HttpMethod.GET)
        .uri(URI.create(api + request.pathAndQuery()))
        .header(HttpHeaders.ACCEPT, MEDIA_TYPE)
        .header(HttpHeaders.USER_AGENT, "Issuestream")
        .header("X-GitHub-Api-Version", API_VERSION)
        .header(HttpHeaders.AUTHORIZATION, authorization)
        .headers(headers -> {
          if (request.etag() != null) {
            headers.setIfNoneMatch(request.etag());
          }
        })
        .exchangeToMono(response -> read(request, response, limits, budget))
        .timeout(limits.requestTimeout())
        .onErrorMap(failure -> named(request.endpoint(), limits, failure));
  }

  private Mono<GithubAnswer> read(
      GithubRequest request, ClientResponse response, GithubLimits limits, RequestBudget budget) {
    HttpHeaders headers = response.headers().asHttpHeaders();
    int status = response.statusCode().value();
    Refusals.Left left = refusals.left(headers);
    if (left != null) {
      budget.left(left.requests(), left.resetEpochSecond(), left.untilReset());
    }
    boolean good = (status >= 200 && status <= 299) || status == HttpStatus.NOT_MODIFIED.value();
    return good
        ? bytes(response, limits.maxResponseBytes())
            .map(body -> new GithubAnswer(request.endpoint(), status, headers, body))
        : beginning(response)
            .flatMap(body -> Mono.error(refusals.of(request, status, headers, body)));
  }

  /** A short body; of a long one nothing, because its connection is closed, not drained. */
  private static Mono<byte[]> beginning(ClientResponse response) {
    return bytes(response, ERROR_BODY).onErrorReturn(DataBufferLimitException.class, new byte[0]);
  }

  private static Mono<byte[]> bytes(ClientResponse response, int most) {
    return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), most)
        .map(GithubExchange::copy)
        .defaultIfEmpty(new byte[0]);
  }

  private static byte[] copy(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static Throwable named(String endpoint, GithubLimits limits, Throwable failure) {
    // The web client's own exception names the full address, so only its cause goes on.
    Throwable cause =
        failure instanceof WebClientRequestException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case TimeoutException _ -> new GithubFailure.GithubTimedOut(endpoint);
      case DataBufferLimitException _ ->
          new GithubFailure.AnswerUnreadable(
              endpoint, "it is larger than " + limits.maxResponseBytes() + " bytes", null);
      case DecoderException torn ->
          new GithubFailure.AnswerUnreadable(endpoint, "it is damaged", torn);
      case IOException io -> new GithubFailure.GithubUnavailable(endpoint, io);
      default -> cause;
    };
  }
}
