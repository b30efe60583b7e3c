package io.issuestream.edge.holding;

import org.jspecify.annotations.Nullable;

/**
 * What is held of a topic in one project.
 *
 * @param topic its name, without an installation's prefix
 * @param project a project's key, a repository, or empty
 * @param count aggregates, those that are gone included
 * @param gone those that are deleted, removed or resolved
 * @param hidden those that the connection does not see; null where that is not told here
 * @param checksum sum modulo 2^60, as a decimal number, of the first 15 hexadecimal digits of md5
 *     of {@code id:revision:gone}; in no order
 * @param content the same sum of the contents' digits; null where contents are not kept
 */
record Held(
    String topic,
    String project,
    long count,
    long gone,
    @Nullable Long hidden,
    String checksum,
    @Nullable String content) {}
