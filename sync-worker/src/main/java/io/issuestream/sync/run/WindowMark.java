package io.issuestream.sync.run;

/**
 * How far a page brings its window.
 *
 * @param window number of the window
 * @param afterId every issue of the window up to this id is now stored
 * @param done whether that was its last page
 */
public record WindowMark(int window, long afterId, boolean done) {}
