package io.issuestream.contracts.erasure;

import io.issuestream.contracts.Event;

/** What {@code team.erasures} carries, keyed by the erasure. */
public sealed interface ErasureEvent extends Event
    permits PersonErasureRequested, PersonErased, TeamErasureRequested {}
