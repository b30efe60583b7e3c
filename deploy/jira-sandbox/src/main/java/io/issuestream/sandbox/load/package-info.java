/**
 * Reading raw issue JSON from files: which files, what each record is, and turning an issue of any
 * shape into the form that is kept. Repairs nothing: what the data lacks is lacking in the answers.
 */
@NullMarked
package io.issuestream.sandbox.load;

import org.jspecify.annotations.NullMarked;
