/**
 * Where the erasure of a person or a team is asked for, and where the services' reports come
 * together; and what this service erases itself. How it is done everywhere is the module {@code
 * erasure}'s.
 */
@NullMarked
package io.issuestream.matching.erasure;

import org.jspecify.annotations.NullMarked;
