/**
 * Finds text that reads like an issue key. Pure: whether a key belongs to a known issue is for the
 * database to say.
 */
@NullMarked
package io.issuestream.insights.key;

import org.jspecify.annotations.NullMarked;
