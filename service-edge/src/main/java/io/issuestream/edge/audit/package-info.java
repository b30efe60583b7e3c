/**
 * The audit log: who changed what, who was refused, and everything an sre did for a team; kept in
 * the service's own database, shown to team admins and sres. Knows actions by their endpoint, never
 * by what was sent or answered.
 */
@NullMarked
package io.issuestream.edge.audit;

import org.jspecify.annotations.NullMarked;
