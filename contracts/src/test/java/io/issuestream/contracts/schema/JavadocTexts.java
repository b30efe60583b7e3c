package io.issuestream.contracts.schema;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the Javadoc of the sources says about a type, its components and its methods.
 *
 * <p>The compiler keeps no comments, so the sources are parsed; that way units and meanings are
 * written once, beside the component, and reach readers in other languages too.
 */
final class JavadocTexts {

  private final Map<String, String> texts = new HashMap<>();

  private JavadocTexts() {}

  /** Reads every source file below a directory. */
  static JavadocTexts below(Path sources) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var found = new JavadocTexts();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        var paths = Files.walk(sources)) {
      List<Path> java = paths.filter(path -> path.toString().endsWith(".java")).toList();
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(java));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        found.new Collector(docs).scan(unit, null);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is said about a type. */
  Optional<String> of(Class<?> type) {
    return Optional.ofNullable(texts.get(type.getName()));
  }

  /** What is said about a record's component or an interface's method. */
  Optional<String> of(Class<?> type, String member) {
    return Optional.ofNullable(texts.get(type.getName() + "#" + member));
  }

  private static String text(List<? extends DocTree> trees) {
    return trees.stream()
        .map(JavadocTexts::text)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String text(DocTree tree) {
    return switch (tree) {
      case TextTree text -> text.getBody();
      case LiteralTree literal -> literal.getBody().getBody();
      case LinkTree link -> link.getReference().getSignature().replaceFirst("^#", "");
      default -> " ";
    };
  }

  private final class Collector extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final DocTrees docs;

    Collector(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        String name = nameOf(getCurrentPath());
        texts.put(name, text(comment.getFullBody()));
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ParamTree param) {
            texts.put(name + "#" + param.getName(), text(param.getDescription()));
          }
        }
      }
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        String owner = nameOf(getCurrentPath().getParentPath());
        texts.put(owner + "#" + method.getName(), text(comment.getFullBody()));
      }
      return super.visitMethod(method, null);
    }

    /** The binary name of a type, as {@link Class#getName()} gives it. */
    private String nameOf(TreePath path) {
      String name = ((ClassTree) path.getLeaf()).getSimpleName().toString();
      Tree parent = path.getParentPath().getLeaf();
      return parent instanceof ClassTree
          ? nameOf(path.getParentPath()) + "$" + name
          : path.getCompilationUnit().getPackageName() + "." + name;
    }
  }
}
