/**
 * Erasures of persons and of whole teams on {@code team.erasures}, and what each service did about
 * one on {@code team.erasure-reports}. Nothing here can be read back into an account id, a name or
 * an e-mail address by who has no erasure key.
 */
@NullMarked
package io.issuestream.contracts.erasure;

import org.jspecify.annotations.NullMarked;
