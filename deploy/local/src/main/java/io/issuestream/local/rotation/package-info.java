/**
 * {@code ./issuestream keys}: shows the keys that secrets are sealed under, and exchanges them
 * while the stack works. What services do about it they do by themselves; this changes the files
 * they read, waits for them, and counts.
 */
@NullMarked
package io.issuestream.local.rotation;

import org.jspecify.annotations.NullMarked;
