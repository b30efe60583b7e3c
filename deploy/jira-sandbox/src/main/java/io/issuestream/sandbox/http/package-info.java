/**
 * Taking requests and sending answers over reactor-netty. Owns the wire: reading, decoding,
 * streaming, delays; what an answer says is decided elsewhere, in plain synchronous code that tests
 * call without a socket.
 */
@NullMarked
package io.issuestream.sandbox.http;

import org.jspecify.annotations.NullMarked;
