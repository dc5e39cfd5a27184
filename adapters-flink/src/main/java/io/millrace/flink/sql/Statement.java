package io.millrace.flink.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script, as Flink has parsed it. Only queries and temporary views are
 * statements: nothing else can be said, so that no script reads or writes anything but the tables
 * it is given.
 *
 * @param line of the script that it begins on, from 1
 * @param query the rows that are asked for, or named
 * @param view the name that they get; null for a query
 */
record Statement(int line, SqlNode query, @Nullable View view) {
  /**
   * A name for a query.
   *
   * @param columns new names for the query's columns; none if they keep theirs
   * @param ifNotExists whether a view of that name that is there already stays
   */
  record View(UnresolvedIdentifier name, List<String> columns, boolean ifNotExists) {}

  /**
   * The statement that Flink has parsed.
   *
   * @throws RefusedSql if it is neither a query nor a temporary view
   */
  static Statement of(SqlNode node) {
    if (node.isQuery()) {
      return new Statement(node.line(), node, null);
    }
    if (!node.isTemporaryView()) {
      throw new RefusedSql(
          "the statement on line "
              + node.line()
              + " is "
              + node.words()
              + ": only SELECT, WITH, VALUES and CREATE TEMPORARY VIEW are run");
    }
    return new Statement(node.line(), node.part("getQuery"), viewOf(node));
  }

  private static View viewOf(SqlNode node) {
    List<String> columns = new ArrayList<>();
    for (Object column : (List<?>) Hidden.call(node.node(), "getFieldList")) {
      columns.add((String) Hidden.call(column, "getSimple"));
    }
    String[] name = (String[]) Objects.requireNonNull(node.get("getFullName"));
    boolean ifNotExists = (boolean) Objects.requireNonNull(node.get("isIfNotExists"));
    return new View(UnresolvedIdentifier.of(name), columns, ifNotExists);
  }
}
