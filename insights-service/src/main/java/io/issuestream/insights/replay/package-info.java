/**
 * What a replay of this service's projection has to know: which tables it consists of, how they are
 * compared, and how rows without a record are taken away. How a replay goes is for messaging.
 */
@NullMarked
package io.issuestream.insights.replay;

import org.jspecify.annotations.NullMarked;
