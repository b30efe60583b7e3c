/**
 * The published form of the events: makes JSON Schemas, the AsyncAPI document and the record of
 * released shapes from the event records, compares them with what is committed, and says which
 * changes would break a reader. Test code, because only the build needs it; what the events are is
 * decided in the records.
 */
@NullMarked
package io.issuestream.contracts.schema;

import org.jspecify.annotations.NullMarked;
