package io.issuestream.sandbox.rest;

/**
 * Who is calling.
 *
 * @param anonymous nobody in particular: allowed on Data Center unless switched off
 */
record Caller(boolean anonymous) {}
