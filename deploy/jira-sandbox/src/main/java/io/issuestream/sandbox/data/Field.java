package io.issuestream.sandbox.data;

import org.jspecify.annotations.Nullable;

/**
 * A field that issues may hold. Values are kept once; where they appear depends on the role.
 *
 * @param number position in {@link Fields}
 * @param id its id in the data and, for most roles, on every surface
 * @param role where it appears and under which id
 */
public record Field(int number, String id, Role role) {
  /** The sprint field's id on both surfaces. */
  public static final String SPRINT_ID = "customfield_10020";

  /** The estimate field's id on Cloud. */
  public static final String CLOUD_POINTS_ID = "customfield_10016";

  /** The estimate field's id on Data Center. */
  public static final String SERVER_POINTS_ID = "customfield_10002";

  /** The epic link's id on both surfaces. */
  public static final String EPIC_LINK_ID = "customfield_10014";

  /** How a field is shown. */
  public enum Role {
    /** Under its own id everywhere. */
    PLAIN,
    /**
     * The sprints, written from the sprint ids; agile answers add {@code sprint} and {@code
     * closedSprints}.
     */
    SPRINT,
    /** The estimate, under a different id on each surface. */
    POINTS,
    /** Only in answers of the agile endpoints. */
    AGILE_ONLY,
    /** Only on Cloud. */
    CLOUD_ONLY,
    /** Only on Data Center. */
    SERVER_ONLY
  }

  /** The id under which an answer shows the field, or null where it does not. */
  @Nullable String idIn(Rendering to) {
    return switch (role) {
      case PLAIN -> id;
      case SPRINT -> SPRINT_ID;
      case POINTS -> to.surface() == Surface.CLOUD ? CLOUD_POINTS_ID : SERVER_POINTS_ID;
      case AGILE_ONLY -> to.agile() ? id : null;
      case CLOUD_ONLY -> to.surface() == Surface.CLOUD ? id : null;
      case SERVER_ONLY -> to.surface() == Surface.DATA_CENTER ? id : null;
    };
  }
}
