package io.issuestream.github;

import reactor.core.publisher.Mono;

/** What requests of a connection are sent with. */
interface Authorization {

  /** The value of the header. */
  Mono<String> header();

  /** GitHub refused the last one: whether another may be had by asking for it. */
  boolean renew();
}
