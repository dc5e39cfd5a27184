package io.millrace.aws.tables;

import io.millrace.application.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as AWS sees it.
 *
 * @param name without the prefix of the installation
 */
public record TableDefinition(String name, Table.Key key, List<Table.Index> indexes) {
  /** The events behind alerts, by alert; see {@link DynamoEvidence}. */
  public static final TableDefinition EVIDENCE =
      new TableDefinition("evidence", new Table.Key("alert_id", null), List.of());

  public TableDefinition {
    indexes = List.copyOf(indexes);
  }

  /** The table of a kind of result. */
  public static TableDefinition of(Table table) {
    return new TableDefinition(table.type().id(), table.key(), table.indexes());
  }

  /** All tables of an installation with some decisions. */
  public static List<TableDefinition> all(Catalogue catalogue) {
    List<TableDefinition> all = new ArrayList<>();
    Table.all(catalogue).stream().map(TableDefinition::of).forEach(all::add);
    all.add(EVIDENCE);
    return all;
  }

  /** The table's name in AWS. */
  public String named(String prefix) {
    return prefix + name;
  }
}
