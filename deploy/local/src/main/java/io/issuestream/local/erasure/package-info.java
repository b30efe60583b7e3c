/** Erasing a person or a team from the command line, over the API alone. */
@NullMarked
package io.issuestream.local.erasure;

import org.jspecify.annotations.NullMarked;
