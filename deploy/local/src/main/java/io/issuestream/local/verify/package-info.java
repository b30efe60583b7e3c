/**
 * Proves that nothing was lost and nothing counts twice: compares Jira's censuses, the services'
 * stores and projections and the last records of the topics, by counts and checksums, and names
 * what differs. It knows the services by their API alone and the topics as an sre may read them; it
 * repairs nothing.
 */
@NullMarked
package io.issuestream.local.verify;

import org.jspecify.annotations.NullMarked;
