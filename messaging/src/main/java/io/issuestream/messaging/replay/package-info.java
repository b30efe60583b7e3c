/**
 * Building a service's projection again from the state topics alone: beside the live one, to be
 * compared with it and, when told, put in its place ({@code --shadow}, {@code --swap}), or within
 * it. Run as a program of the service's own artefact. What a projection consists of, the service
 * says ({@link io.issuestream.messaging.replay.Projection}); getting data from Jira again is a
 * sync's.
 */
@NullMarked
package io.issuestream.messaging.replay;

import org.jspecify.annotations.NullMarked;
