package io.issuestream.edge.holding;

import org.jspecify.annotations.Nullable;

/**
 * One aggregate as it is held.
 *
 * @param content the first 15 hexadecimal digits of md5 of the event's bytes; null where they are
 *     not kept
 */
record Entry(String id, String project, long revision, boolean gone, @Nullable String content) {}
