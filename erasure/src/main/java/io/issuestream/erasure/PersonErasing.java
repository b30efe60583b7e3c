package io.issuestream.erasure;

import reactor.core.publisher.Mono;

/** A service's own part of erasing a person: one bean, or none where it holds nothing of people. */
public interface PersonErasing {

  /**
   * Deletes or rewrites everything that names the person, and notes what it did and where free text
   * still does. Who is erased is remembered already: nothing new comes in. May be done again.
   */
  Mono<Void> erase(ErasedPerson person, Findings findings);
}
