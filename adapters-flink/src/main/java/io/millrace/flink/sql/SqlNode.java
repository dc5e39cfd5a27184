package io.millrace.flink.sql;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of SQL as Flink has parsed it: Calcite's class of the same name, which is hidden. */
record SqlNode(Object node) {
  private static final String VIEW = "org.apache.flink.sql.parser.ddl.view.SqlCreateView";

  /** The line of the script that it begins on, from 1. */
  int line() {
    return (int) Hidden.call(Hidden.call(node, "getParserPosition"), "getLineNum");
  }

  /** Whether it asks for rows and does nothing else. */
  boolean isQuery() {
    Class<?> kinds = Hidden.beside(node, "org.apache.calcite.sql.SqlKind");
    return ((Set<?>) Hidden.constant(kinds, "QUERY")).contains(Hidden.call(node, "getKind"));
  }

  /** Whether it names a query for this session. */
  boolean isTemporaryView() {
    return node.getClass().getName().equals(VIEW)
        && (boolean) Hidden.call(node, "isTemporary")
        && part("getQuery").isQuery();
  }

  /** The words that SQL has for it, {@code CREATE TABLE} for one. */
  String words() {
    String name = (String) Hidden.call(Hidden.call(node, "getOperator"), "getName");
    return name.replace('_', ' ').toUpperCase(Locale.ROOT);
  }

  /** A part of it. */
  SqlNode part(String getter) {
    return new SqlNode(Hidden.call(node, getter));
  }

  /** Something about it. */
  @Nullable Object get(String getter) {
    return Hidden.ask(node, getter);
  }
}
