/**
 * Writing JSON as bytes, and reading it exactly. Owns the growable buffer that answers are rendered
 * into and the one mapper configuration; knows nothing of Jira.
 */
@NullMarked
package io.issuestream.sandbox.json;

import org.jspecify.annotations.NullMarked;
