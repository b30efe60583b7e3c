/**
 * This service's part of erasing a person: accounts, addresses and raw issues, and where texts name
 * the person.
 */
@NullMarked
package io.issuestream.sync.erasure;

import org.jspecify.annotations.NullMarked;
