package io.issuestream.sandbox;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.issuestream.sandbox.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One of Atlassian's OpenAPI documents, which are beside the checkout and not in it. */
final class AtlassianSpecification {
  static final Path FOLDER =
      Path.of(System.getProperty("issuestream.root", "."), "..", "shared", "openapi");

  /** Real answers have null where nothing was or is, which the documents do not say. */
  private static final Set<String> NULL_IN_FACT = Set.of("from", "fromString", "to", "toString");

  /** Dates have an offset without a colon, which RFC 3339 does not allow. */
  private static final Pattern JIRA_DATE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4}");

  /** Data Center's document calls every field an object, texts and numbers too. */
  private static final Pattern FIELD_OF_ISSUE = Pattern.compile("(/issues/\\d+)?/fields/\\w+");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(Dialects.getOpenApi30());

  private final JsonNode document;
  private final Map<String, Schema> schemas = new HashMap<>();

  AtlassianSpecification(String file) {
    document = Json.MAPPER.readTree(FOLDER.resolve(file));
  }

  static boolean isThere() {
    return Files.isDirectory(FOLDER);
  }

  /** What is wrong with an answer of 200 to an operation, one sentence each. */
  List<String> problems(String method, String path, JsonNode answer) {
    JsonNode operation = document.path("paths").path(path).path(method);
    if (operation.isMissingNode()) {
      return List.of("The document knows no " + method + " " + path + ".");
    }
    JsonNode content = operation.path("responses").path("200").path("content");
    JsonNode shape = content.path("application/json").path("schema");
    if (shape.isMissingNode()) {
      return List.of();
    }
    Schema schema = schemas.computeIfAbsent(method + " " + path, of -> schema(shape));
    List<String> problems = new ArrayList<>();
    for (JsonNode each : parts(shape, answer)) {
      for (Error error : schema.validate(each)) {
        if (!isSoInFact(error)) {
          problems.add(error.toString());
        }
      }
    }
    return problems;
  }

  private Schema schema(JsonNode shape) {
    ObjectNode whole = Json.object();
    whole.putArray("allOf").add(shape);
    whole.set("components", document.path("components"));
    return REGISTRY.getSchema(whole);
  }

  /**
   * Data Center's document gives the shape of one thing where the answer is a list or a page of
   * them.
   */
  private List<JsonNode> parts(JsonNode shape, JsonNode answer) {
    String name = shape.path("$ref").asString("").replace("#/components/schemas/", "");
    JsonNode described = name.isEmpty() ? shape : document.at("/components/schemas/" + name);
    boolean ofOne = !described.path("type").asString("object").equals("array");
    if (ofOne && answer.isArray()) {
      return answer.valueStream().toList();
    }
    boolean ofPage = described.path("properties").has("values");
    return ofOne && !ofPage && answer.path("values").isArray()
        ? answer.path("values").valueStream().toList()
        : List.of(answer);
  }

  /** Where real answers of both products differ from their documents, and no more than this. */
  private static boolean isSoInFact(Error error) {
    JsonNode found = error.getInstanceNode();
    String at = error.getInstanceLocation().toString();
    String member = at.substring(at.lastIndexOf('/') + 1);
    if (found == null) {
      return false;
    }
    if (error.getKeyword().equals("format")) {
      return JIRA_DATE.matcher(found.asString("")).matches();
    }
    return (found.isNull() && NULL_IN_FACT.contains(member))
        || (error.getKeyword().equals("type") && FIELD_OF_ISSUE.matcher(at).matches());
  }

  /**
   * What an answer lacks of the members that are needed, given as paths with a star for every
   * element; a list without elements lacks what its elements should have.
   */
  static List<String> missing(List<String> required, JsonNode answer) {
    List<String> missing = new ArrayList<>();
    for (String path : required) {
      if (!has(answer, List.of(path.split("/")))) {
        missing.add("'" + path + "' is missing.");
      }
    }
    return missing;
  }

  private static boolean has(@Nullable JsonNode node, List<String> path) {
    if (path.isEmpty() || node == null) {
      return node != null;
    }
    List<String> rest = path.subList(1, path.size());
    if (path.getFirst().equals("*")) {
      return !node.isEmpty() && node.valueStream().allMatch(each -> has(each, rest));
    }
    return has(node.get(path.getFirst()), rest);
  }
}
