/**
 * The parts a local stack is made of, and how each is started: servers, sandbox and services.
 *
 * <p>It does not watch or restart them; the supervisor does.
 */
@NullMarked
package io.issuestream.local.parts;

import org.jspecify.annotations.NullMarked;
