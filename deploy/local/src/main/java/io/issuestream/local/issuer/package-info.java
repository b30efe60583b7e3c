/**
 * The local identity provider: one RSA key, the tokens it signs and the documents that let services
 * check them.
 *
 * <p>It exists for laptops and tests only; an installation has an identity provider of its own. It
 * does not decide who may do what: the services do, by a token's roles.
 */
@NullMarked
package io.issuestream.local.issuer;

import org.jspecify.annotations.NullMarked;
