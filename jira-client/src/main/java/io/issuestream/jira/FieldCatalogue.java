package io.issuestream.jira;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A site's fields, with those found that Jira keeps under ids differing from site to site. Which
 * field holds the estimate is the board's decision ({@link #estimatedIn}); until a board has been
 * asked, every candidate counts, in order.
 *
 * @param fields every field the site told about; fields on no used screen are hidden by Jira
 * @param sprintFieldIds fields of type {@code gh-sprint}, usually one
 * @param epicLinkFieldIds fields that name the epic, usually one on company-managed sites
 * @param estimateCandidates fields that look like story points, likeliest first
 * @param estimateFieldIds fields an estimate is read from: the first with a number wins
 */
public record FieldCatalogue(
    List<JiraField> fields,
    List<String> sprintFieldIds,
    List<String> epicLinkFieldIds,
    List<EstimateCandidate> estimateCandidates,
    List<String> estimateFieldIds) {

  private static final String SPRINT = "com.pyxis.greenhopper.jira:gh-sprint";
  private static final String EPIC_LINK = "com.pyxis.greenhopper.jira:gh-epic-link";
  private static final String STORY_POINT_ESTIMATE = "com.pyxis.greenhopper.jira:jsw-story-points";
  private static final String FLOAT = "com.atlassian.jira.plugin.system.customfieldtypes:float";
  private static final Set<String> ESTIMATE_NAMES =
      Set.of("story points", "story point estimate", "story point", "storypoints");
  private static final List<String> SYSTEM_FIELDS =
      List.of(
          "summary",
          "issuetype",
          "project",
          "status",
          "resolution",
          "assignee",
          "reporter",
          "creator",
          "priority",
          "labels",
          "parent",
          "created",
          "updated",
          "resolutiondate");

  /** Keeps the lists from changing. */
  public FieldCatalogue {
    fields = List.copyOf(fields);
    sprintFieldIds = List.copyOf(sprintFieldIds);
    epicLinkFieldIds = List.copyOf(epicLinkFieldIds);
    estimateCandidates = List.copyOf(estimateCandidates);
    estimateFieldIds = List.copyOf(estimateFieldIds);
  }

  /** Finds the fields by their schema, story points of company-managed projects by their name. */
  public static FieldCatalogue of(Collection<JiraField> fields) {
    List<EstimateCandidate> candidates = new ArrayList<>();
    for (JiraField field : fields) {
      if (STORY_POINT_ESTIMATE.equals(field.schemaCustom())) {
        candidates.add(candidate(field, EstimateCandidate.Because.STORY_POINT_SCHEMA));
      }
    }
    for (JiraField field : fields) {
      if (FLOAT.equals(field.schemaCustom()) && ESTIMATE_NAMES.contains(lower(field.name()))) {
        candidates.add(candidate(field, EstimateCandidate.Because.STORY_POINTS_NAME));
      }
    }
    return new FieldCatalogue(
        List.copyOf(fields),
        withSchema(fields, SPRINT),
        withSchema(fields, EPIC_LINK),
        candidates,
        candidates.stream().map(EstimateCandidate::fieldId).toList());
  }

  /** A site that told nothing: only Jira's own fields are read. */
  public static FieldCatalogue empty() {
    return of(List.of());
  }

  /**
   * The same site with estimates read from what its boards are configured to use. Only these fields
   * count then, because a value left in another one is not this team's estimate. Boards that
   * estimate in time or in a field that holds no numbers say nothing about points; if all are such,
   * the candidates stay.
   */
  public FieldCatalogue estimatedIn(Collection<BoardConfiguration> boards) {
    Set<String> chosen = new LinkedHashSet<>();
    List<EstimateCandidate> candidates = new ArrayList<>();
    for (BoardConfiguration board : boards) {
      for (JiraField field : fields) {
        if (field.id().equals(board.estimationFieldId())
            && holdsNumbers(field)
            && chosen.add(field.id())) {
          candidates.add(candidate(field, EstimateCandidate.Because.BOARD_CONFIGURATION));
        }
      }
    }
    if (chosen.isEmpty()) {
      return this;
    }
    estimateCandidates.stream().filter(c -> !chosen.contains(c.fieldId())).forEach(candidates::add);
    return new FieldCatalogue(
        fields, sprintFieldIds, epicLinkFieldIds, candidates, List.copyOf(chosen));
  }

  /** What a search must ask for so that {@link IssueReader} can fill a {@link JiraIssue}. */
  public List<String> issueFields() {
    Set<String> ids = new LinkedHashSet<>(SYSTEM_FIELDS);
    ids.addAll(sprintFieldIds);
    ids.addAll(epicLinkFieldIds);
    ids.addAll(estimateFieldIds);
    return List.copyOf(ids);
  }

  private static boolean holdsNumbers(JiraField field) {
    return field.custom()
        && ("number".equals(field.schemaType())
            || FLOAT.equals(field.schemaCustom())
            || STORY_POINT_ESTIMATE.equals(field.schemaCustom()));
  }

  private static List<String> withSchema(Collection<JiraField> fields, String schema) {
    return fields.stream().filter(f -> schema.equals(f.schemaCustom())).map(JiraField::id).toList();
  }

  private static EstimateCandidate candidate(JiraField field, EstimateCandidate.Because why) {
    return new EstimateCandidate(field.id(), field.name(), why);
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * A field that may hold estimates.
   *
   * @param fieldId its id
   * @param name as the site calls it
   * @param because what speaks for it
   */
  public record EstimateCandidate(String fieldId, String name, Because because) {

    /** What speaks for a field, strongest first. */
    public enum Because {
      /** A board estimates in it. */
      BOARD_CONFIGURATION,
      /** It is the story-point field of team-managed projects. */
      STORY_POINT_SCHEMA,
      /** It is a number called story points. */
      STORY_POINTS_NAME
    }
  }
}
