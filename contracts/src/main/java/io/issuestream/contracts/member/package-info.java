/** Team members on {@code team.members}: the other place where names and e-mails travel. */
@NullMarked
package io.issuestream.contracts.member;

import org.jspecify.annotations.NullMarked;
