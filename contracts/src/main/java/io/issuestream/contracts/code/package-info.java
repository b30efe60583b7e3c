/** Pull requests on {@code code.pull-requests}. */
@NullMarked
package io.issuestream.contracts.code;

import org.jspecify.annotations.NullMarked;
