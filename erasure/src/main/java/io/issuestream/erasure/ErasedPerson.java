package io.issuestream.erasure;

import java.util.List;

/**
 * Who is being erased.
 *
 * @param personIds the references that lead to nobody from now on
 * @param memberIds the members they were listed as
 */
public record ErasedPerson(
    String teamId,
    String erasureId,
    List<String> personIds,
    List<String> memberIds,
    Identifiers identifiers) {}
