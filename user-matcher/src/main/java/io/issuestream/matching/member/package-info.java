/**
 * The team's members as the team admin lists them: imported whole, as JSON or CSV, and published on
 * {@code team.members}. Which account is theirs is decided in {@code match}.
 */
@NullMarked
package io.issuestream.matching.member;

import org.jspecify.annotations.NullMarked;
