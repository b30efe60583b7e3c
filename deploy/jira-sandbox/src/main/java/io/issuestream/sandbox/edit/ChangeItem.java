package io.issuestream.sandbox.edit;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.json.JsonBytes;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history.
 *
 * @param field the field's name; where it differs, the name on Cloud and on Data Center
 * @param fieldId its id, given on Cloud only; null where Jira gives none
 * @param from what it was: null or an id
 * @param to what it is
 */
record ChangeItem(Name field, @Nullable String fieldId, Side from, Side to) {

  /** A field's name on both surfaces. */
  record Name(String cloud, String dataCenter) {
    static Name of(String name) {
      return new Name(name, name);
    }
  }

  /**
   * One side of a change.
   *
   * @param cloudId the id on Cloud, null where there is none
   * @param serverId the id on Data Center
   * @param text the text shown
   */
  record Side(@Nullable String cloudId, @Nullable String serverId, @Nullable String text) {
    static final Side EMPTY = new Side(null, null, null);

    static Side text(@Nullable String text) {
      return new Side(null, null, text);
    }

    static Side of(@Nullable String id, @Nullable String text) {
      return new Side(id, id, text);
    }

    static Side account(@Nullable Account account) {
      return account == null
          ? EMPTY
          : new Side(account.accountId(), account.key(), account.displayName());
    }
  }

  void write(JsonBytes out) {
    out.ascii("{\"field\":");
    Template.variant(
        out, new JsonBytes().string(field.cloud()), new JsonBytes().string(field.dataCenter()));
    boolean custom = fieldId != null && fieldId.startsWith("customfield_");
    out.ascii(",\"fieldtype\":").string(custom ? "custom" : "jira");
    if (fieldId != null) {
      Template.variant(
          out, new JsonBytes().ascii(",\"fieldId\":").string(fieldId), new JsonBytes());
    }
    side("from", "fromString", from, out);
    side("to", "toString", to, out);
    out.raw('}');
  }

  private static void side(String id, String text, Side side, JsonBytes out) {
    out.ascii(",\"").ascii(id).ascii("\":");
    Template.variant(
        out, new JsonBytes().string(side.cloudId()), new JsonBytes().string(side.serverId()));
    out.ascii(",\"").ascii(text).ascii("\":").string(side.text());
  }
}
