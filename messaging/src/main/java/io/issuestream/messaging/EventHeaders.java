package io.issuestream.messaging;

/** Header names of CloudEvents 1.0 in Kafka's binary mode, and our two extension attributes. */
public final class EventHeaders {

  public static final String CONTENT_TYPE = "content-type";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String TIME = "ce_time";
  public static final String SUBJECT = "ce_subject";

  /** Extension: the tenant, equal to the key's first part. */
  public static final String TEAM = "ce_team";

  /** Extension: the aggregate's revision, as in the data. */
  public static final String REVISION = "ce_revision";

  private EventHeaders() {}
}
