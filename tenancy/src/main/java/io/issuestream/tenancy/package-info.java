/**
 * For which teams work is done, as Reactor's context carries it. Who may work for a team is the
 * HTTP edge's to decide, and what a scope lets through is the database's.
 */
@NullMarked
package io.issuestream.tenancy;

import org.jspecify.annotations.NullMarked;
