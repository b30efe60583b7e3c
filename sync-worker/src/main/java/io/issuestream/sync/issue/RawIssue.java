package io.issuestream.sync.issue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/**
 * Raw issues as they are kept: zstd, compressed here because the worker's CPU scales and
 * PostgreSQL's does not.
 */
public final class RawIssue {

  private static final int LEVEL = 1;

  /** Making a context costs more than compressing an issue with it. */
  private static final ThreadLocal<ZstdCompressCtx> CONTEXT =
      ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(LEVEL));

  private RawIssue() {}

  /** Compresses one issue. */
  public static byte[] compress(byte[] json) {
    return CONTEXT.get().compress(json);
  }

  /** The issue as Jira wrote it. */
  public static byte[] decompress(byte[] raw, int size) {
    return Zstd.decompress(raw, size);
  }
}
