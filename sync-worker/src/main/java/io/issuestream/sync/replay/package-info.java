/**
 * What a replay of this service's projection has to know: which of its tables hold the states of
 * topics. How a replay goes is for messaging.
 */
@NullMarked
package io.issuestream.sync.replay;

import org.jspecify.annotations.NullMarked;
