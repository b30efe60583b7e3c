/**
 * Which addresses a Jira may have: looks a user's address up, refuses what leads into private
 * networks, pins what is connected to, and says whose certificates are believed there. Knows
 * nothing of Jira's answers.
 */
@NullMarked
package io.issuestream.jira.address;

import org.jspecify.annotations.NullMarked;
