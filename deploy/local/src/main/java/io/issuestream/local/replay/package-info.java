/**
 * Having a service build its projection again. What that does is the service's own program's
 * business.
 */
@NullMarked
package io.issuestream.local.replay;

import org.jspecify.annotations.NullMarked;
