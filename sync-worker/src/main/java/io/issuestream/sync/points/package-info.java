/**
 * The points that Atlassian gives the app each hour, shared by all teams and all workers: reserved
 * in chunks in the database, with fair shares for the teams that ask. What a call costs is the Jira
 * client's matter, and what a run does when there are none is the work's.
 */
@NullMarked
package io.issuestream.sync.points;

import org.jspecify.annotations.NullMarked;
