package io.issuestream.local.verify;

/**
 * Something that is on its way, which explains for the moment why places differ.
 *
 * @param place the service
 * @param what in a few words
 * @param settles whether it ends by itself within moments
 */
public record Waiting(String place, String what, long count, boolean settles) {}
