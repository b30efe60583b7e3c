/**
 * The access list in the forms that people use: a table, and a script for a broker's administrator.
 * Test code, because only the build needs it.
 */
@NullMarked
package io.issuestream.contracts.access;

import org.jspecify.annotations.NullMarked;
