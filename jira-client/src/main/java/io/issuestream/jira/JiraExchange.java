package io.issuestream.jira;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Sends one request once and reads the whole answer, or says by which failure it ended. */
final class JiraExchange {

  /** Reasons are read from at most so much of an error page. */
  private static final int ERROR_BODY = 64 << 10;

  private final WebClient client;
  private final JiraSite site;
  private final JiraLimits limits;
  private final Refusals refusals;
  private final BiConsumer<JiraRequest, HttpHeaders> observer;

  /**
   * An exchange with a site.
   *
   * @param observer sees the headers of every answer before anything else is made of it
   */
  JiraExchange(
      WebClient client,
      JiraSite site,
      JiraLimits limits,
      Refusals refusals,
      BiConsumer<JiraRequest, HttpHeaders> observer) {
    this.client = client;
    this.site = site;
    this.limits = limits;
    this.refusals = refusals;
    this.observer = observer;
  }

  Mono<JiraAnswer> send(JiraRequest request, JiraCredentials credentials) {
    WebClient.RequestBodySpec spec =
        client
            .method(request.body() == null ? HttpMethod.GET : HttpMethod.POST)
            .uri(site.resolve(request.pathAndQuery()))
            .accept(MediaType.APPLICATION_JSON)
            .header(HttpHeaders.USER_AGENT, "Issuestream")
            .headers(h -> credentials.authorization().ifPresent(a -> h.set("Authorization", a)));
    String etag = request.etag();
    if (etag != null) {
      spec = spec.header(HttpHeaders.IF_NONE_MATCH, etag);
    }
    WebClient.RequestHeadersSpec<?> ready = spec;
    if (request.body() != null) {
      // Data Center takes a post without this header for a forged form.
      ready =
          spec.header("X-Atlassian-Token", "no-check")
              .contentType(MediaType.APPLICATION_JSON)
              .bodyValue(Json.write(request.body()));
    }
    return ready
        .exchangeToMono(response -> read(request, response, credentials))
        .timeout(limits.requestTimeout())
        .onErrorMap(failure -> named(request.endpoint(), failure));
  }

  private Mono<JiraAnswer> read(
      JiraRequest request, ClientResponse response, JiraCredentials credentials) {
    String endpoint = request.endpoint();
    HttpHeaders headers = response.headers().asHttpHeaders();
    int status = response.statusCode().value();
    observer.accept(request, headers);
    if (credentials.authorization().isPresent()
        && status < 500
        && status != 429
        && Refusals.credentialsIgnored(headers)) {
      return beginning(response).then(Mono.error(() -> Refusals.credentials(endpoint, headers)));
    }
    if (status == 304 && request.etag() != null) {
      return beginning(response).then(Mono.error(NotModified::new));
    }
    if (status < 200 || status > 299) {
      return beginning(response)
          .flatMap(body -> Mono.error(refusals.of(endpoint, status, headers, body)));
    }
    if (Refusals.isWebPage(headers)) {
      return beginning(response).then(Mono.error(() -> new JiraFailure.WebPageInstead(endpoint)));
    }
    return bytes(response, limits.maxResponseBytes())
        .map(body -> new JiraAnswer(endpoint, body, serverTime(headers), headers.getETag()));
  }

  /** A short body; of a long one nothing, because its connection is closed, not drained. */
  private static Mono<byte[]> beginning(ClientResponse response) {
    return bytes(response, ERROR_BODY).onErrorReturn(DataBufferLimitException.class, new byte[0]);
  }

  private static Mono<byte[]> bytes(ClientResponse response, int most) {
    return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), most)
        .map(JiraExchange::copy)
        .defaultIfEmpty(new byte[0]);
  }

  private static byte[] copy(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private Throwable named(String endpoint, Throwable failure) {
    // The web client's own exception names the full address, so only its cause goes on.
    Throwable cause =
        failure instanceof WebClientRequestException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case TimeoutException _ -> new JiraFailure.JiraTimedOut(endpoint, false);
      case DataBufferLimitException _ ->
          new JiraFailure.AnswerTooLarge(endpoint, limits.maxResponseBytes());
      case DecoderException torn ->
          new JiraFailure.AnswerUnexpected(endpoint, "it is damaged", torn);
      case SSLException refused when isAboutTheCertificate(refused) ->
          new JiraFailure.CertificateNotTrusted(endpoint, refused);
      case IOException io -> new JiraFailure.JiraUnavailable(endpoint, io, whatHappened(io));
      default -> cause;
    };
  }

  private static boolean isAboutTheCertificate(SSLException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(CertificateException.class::isInstance);
  }

  private static String whatHappened(IOException failure) {
    // Whatever else breaks a connection does so once there is one.
    boolean neverThere =
        failure instanceof ConnectException
            || failure instanceof NoRouteToHostException
            || failure instanceof UnknownHostException
            || failure instanceof SSLException;
    return neverThere ? "cannot be reached for" : "broke off its answer to";
  }

  private static @Nullable Instant serverTime(HttpHeaders headers) {
    try {
      long millis = headers.getDate();
      return millis < 0 ? null : Instant.ofEpochMilli(millis);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }
}
