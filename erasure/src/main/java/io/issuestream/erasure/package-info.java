/**
 * What every service shares of erasing a person or a team: it takes the requests in, has the
 * service's own {@link io.issuestream.erasure.PersonErasing} done, reports, remembers by keyed
 * hashes who was erased, and deletes whole teams. Where personal data is in a service's tables is
 * that service's to know; who is to be erased is decided in user-matcher.
 */
@NullMarked
package io.issuestream.erasure;

import org.jspecify.annotations.NullMarked;
