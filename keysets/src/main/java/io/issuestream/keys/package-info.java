/**
 * Tink key sets in files: used while they change, named by the ids of their keys, and rotated step
 * by step. Knows nothing of what is sealed under them, nor where it is.
 */
@NullMarked
package io.issuestream.keys;

import org.jspecify.annotations.NullMarked;
