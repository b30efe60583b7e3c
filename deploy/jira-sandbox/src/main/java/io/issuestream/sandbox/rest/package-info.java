/**
 * Atlassian's endpoints on both surfaces: who may call, what each answers, its paging and its caps.
 * Owns the behaviour of the imitation; the data and how an issue looks belong to {@code data}.
 */
@NullMarked
package io.issuestream.sandbox.rest;

import org.jspecify.annotations.NullMarked;
