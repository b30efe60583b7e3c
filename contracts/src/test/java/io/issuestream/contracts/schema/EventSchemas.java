package io.issuestream.contracts.schema;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Matches;
import io.issuestream.contracts.Range;
import io.issuestream.contracts.Topic;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the JSON Schema (2020-12) of an event type from its record.
 *
 * <p>A component is required unless it is {@link org.jspecify.annotations.Nullable}, and absent
 * rather than null. Further properties are allowed everywhere, so that a new optional one breaks no
 * reader.
 */
final class EventSchemas {

  private static final List<String> TOP_DOWN =
      List.of("$schema", "title", "description", "type", "properties", "required", "$defs");

  private final JavadocTexts javadoc;
  private final SchemaGenerator generator;

  EventSchemas(JavadocTexts javadoc) {
    this.javadoc = javadoc;
    var builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.FLATTENED_ENUMS_FROM_TOSTRING,
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
    builder
        .forFields()
        .withRequiredCheck(field -> !isNullable(component(field)))
        .withNullableCheck(_ -> false)
        .withDescriptionResolver(this::describe)
        .withNumberInclusiveMinimumResolver(field -> limit(field, Range::min, Long.MIN_VALUE))
        .withNumberInclusiveMaximumResolver(field -> limit(field, Range::max, Long.MAX_VALUE))
        .withStringPatternResolver(field ->
            annotation(field, Matches.class)
                .map(matches -> "^(" + matches.value() + ")$")
                .orElse(null));
    builder
        .forTypesInGeneral()
        .withPropertySorter((_, _) -> 0) // as the record declares them
        .withCustomDefinitionProvider(EventSchemas::mapInPlace)
        .withDescriptionResolver(this::describe);
    this.generator = new SchemaGenerator(builder.build());
  }

  /** The schema of every event type on a topic, by wire type. */
  SortedMap<String, JsonNode> all() {
    var schemas = new TreeMap<String, JsonNode>();
    for (Topic topic : Topic.values()) {
      for (Class<? extends Event> type : topic.eventTypes()) {
        schemas.put(EventTypes.nameOf(type), of(type));
      }
    }
    return schemas;
  }

  /** The schema of one record; an event's is titled with its wire type. */
  JsonNode of(Class<?> type) {
    ObjectNode generated = generator.generateSchema(type);
    if (Event.class.isAssignableFrom(type)) {
      generated.put("title", EventTypes.nameOf(type.asSubclass(Event.class)));
    }
    ObjectNode schema = generated.objectNode();
    for (String keyword : TOP_DOWN) {
      JsonNode value = generated.remove(keyword);
      if (value != null) {
        schema.set(keyword, value);
      }
    }
    return schema.setAll(generated);
  }

  private static @Nullable CustomDefinition mapInPlace(
      ResolvedType type, SchemaGenerationContext context) {
    List<ResolvedType> parameters = type.typeParametersFor(Map.class);
    if (parameters == null) {
      return null;
    }
    ObjectNode map = context.getGeneratorConfig().createObjectNode().put("type", "object");
    map.set("additionalProperties", context.createDefinitionReference(parameters.get(1)));
    return new CustomDefinition(map, true);
  }

  private @Nullable String describe(FieldScope field) {
    if (field.isFakeContainerItemScope()) {
      return null;
    }
    Class<?> owner = field.getDeclaringType().getErasedType();
    return javadoc
        .of(owner, field.getName())
        .or(() ->
            Event.class.isAssignableFrom(owner)
                ? javadoc.of(Event.class, field.getName())
                : Optional.empty())
        .map(EventSchemas::inJsonTerms)
        .orElse(null);
  }

  private @Nullable String describe(TypeScope type) {
    ResolvedType resolved = type.getType();
    return resolved == null
        ? null
        : javadoc.of(resolved.getErasedType()).map(EventSchemas::inJsonTerms).orElse(null);
  }

  /** What is null in Java is absent in JSON. */
  private static String inJsonTerms(String javadoc) {
    return javadoc.replaceAll("\\bnull\\b", "absent");
  }

  private static @Nullable BigDecimal limit(
      FieldScope field, ToLongFunction<Range> side, long none) {
    return annotation(field, Range.class)
        .map(side::applyAsLong)
        .filter(limit -> limit != none)
        .map(BigDecimal::valueOf)
        .orElse(null);
  }

  /** The annotation of a component, or what {@link Event} says of it for all events. */
  private static <A extends Annotation> Optional<A> annotation(FieldScope field, Class<A> type) {
    if (field.isFakeContainerItemScope()) {
      return Optional.empty();
    }
    Class<?> owner = field.getDeclaringType().getErasedType();
    return Optional.ofNullable(component(field).getAnnotation(type))
        .or(() ->
            Event.class.isAssignableFrom(owner)
                ? Arrays.stream(Event.class.getMethods())
                    .filter(method -> method.getName().equals(field.getName()))
                    .findFirst()
                    .map(method -> method.getAnnotation(type))
                : Optional.empty());
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static RecordComponent component(FieldScope field) {
    Class<?> owner = field.getDeclaringType().getErasedType();
    return Arrays.stream(owner.getRecordComponents())
        .filter(component -> component.getName().equals(field.getName()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(field + " is no component of a record"));
  }
}
