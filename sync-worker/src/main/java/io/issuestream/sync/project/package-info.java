/**
 * The tracked projects as other services announced them, with how far each has been read. Starts no
 * run.
 */
@NullMarked
package io.issuestream.sync.project;

import org.jspecify.annotations.NullMarked;
