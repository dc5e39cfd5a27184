package io.millrace.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a source file that a document shows. The source has it between {@code // begin NAME}
 * and {@code // end NAME}; the document has it in a block of code right behind a comment, {@code
 * <!-- code of PATH: NAME -->}, whose path starts at the root of the project.
 */
record CodeRegion(String path, String name) {
  private static final Pattern SHOWN =
      Pattern.compile("(<!-- code of ([^\\s:]+): ([\\w-]+) -->\\n```\\w*\\n)(.*?)(^```$)", flags());
  private static final Pattern COMMENT = Pattern.compile("<!-- code of .*");

  private static int flags() {
    return Pattern.DOTALL | Pattern.MULTILINE;
  }

  /** How many blocks of a document are code of a source file. */
  static long countIn(String document) {
    return COMMENT.matcher(document).results().count();
  }

  /** The document with every such block as the sources, which lie under a root, have it now. */
  static String shownIn(String document, Path root) throws IOException {
    List<MatchResult> shown = SHOWN.matcher(document).results().toList();
    if (shown.size() != countIn(document)) {
      throw new IllegalStateException(
          "a comment <!-- code of PATH: NAME --> is not written so, or no block of code follows it");
    }
    StringBuilder written = new StringBuilder();
    int from = 0;
    for (MatchResult one : shown) {
      written.append(document, from, one.start(4));
      written.append(new CodeRegion(one.group(2), one.group(3)).readFrom(root));
      from = one.end(4);
    }
    return written.append(document, from, document.length()).toString();
  }

  /** Its lines, as far to the left as they go. */
  private String readFrom(Path root) throws IOException {
    String source = Files.readString(root.resolve(path));
    Matcher marked =
        Pattern.compile("^ *// begin " + name + "\\n(.*?)^ *// end " + name + "$", flags())
            .matcher(source);
    if (!marked.find()) {
      throw new IllegalStateException(
          path + " has nothing between \"// begin " + name + "\" and \"// end " + name + "\"");
    }
    return marked.group(1).stripTrailing().stripIndent() + "\n";
  }
}
