/**
 * Making up a believable team from a seed: people, sprints, issues with their whole history, pull
 * requests. The same options give the same bytes; nothing here asks the clock.
 */
@NullMarked
package io.issuestream.sandbox.generate;

import org.jspecify.annotations.NullMarked;
