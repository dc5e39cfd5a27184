package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.gate.ReadCounts;
import io.millrace.bootstrap.run.SqlRun;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.files.OwnFile;
import io.millrace.files.UsageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sql",
    description = {
      "Asks a folder of streams a question in Flink SQL.",
      "Each stream is a table of its name: what is on time, each event once. docs/sql.md names",
      "the columns. SELECT, WITH, VALUES and CREATE TEMPORARY VIEW are run, and nothing else: a",
      "script with any other statement is refused before anything runs. The rows of the last",
      "query are printed, and on stderr what was read."
    },
    sortOptions = false)
final class SqlCommand implements Callable<Integer> {
  private static final String TABLE = "table";

  @Parameters(paramLabel = "FILE.sql", description = "The statements, in UTF-8; at most 1 MiB.")
  private Path file = Path.of(".");

  @Option(
      names = "--input",
      paramLabel = "DIR",
      required = true,
      description = "Folder with <stream>.ndjson or <stream>.ndjson.gz files; any subset.")
  private Path input = Path.of(".");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = {
        "How rows are written: table, ndjson or csv.",
        "Default: table; with --output, what the file's name ends in."
      })
  private @Nullable String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the rows there, as ndjson or csv, and not to the terminal.")
  private @Nullable Path output;

  @Option(names = "--overwrite", description = "Replace the output file if there is one.")
  private boolean overwrite;

  @Option(
      names = "--csv-safe",
      description = {
        "With csv, for spreadsheets: text that would be a formula gets an apostrophe before it,",
        "and control characters become U+FFFD. So the text is no longer exact."
      })
  private boolean csvSafe;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many rows a table shows at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many tasks share the work of a query (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "JSON file of policies; out_of_orderness says which events are late.")
  private @Nullable Path policy;

  @Mixin private CatalogueOptions decisions = new CatalogueOptions();

  @Mixin private ShapeOptions shapes = new ShapeOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    UsageException.requireBetween("--parallelism", parallelism, 1, 64);
    if (limit < 1) {
      throw new UsageException("--limit is " + limit + ", must be at least 1");
    }
    RowFormat rows = format();
    if (csvSafe && rows != RowFormat.CSV) {
      throw new UsageException("--csv-safe is for csv: add --format csv, or leave it out");
    }
    Path target = output;
    if (target != null && OwnFile.exists(target) && !overwrite) {
      throw new UsageException(
          "--output is \"" + target + "\", which exists: name another, or allow --overwrite");
    }
    Catalogue catalogue = shapes.with(decisions.catalogue());
    ShapeOptions.Input opened = shapes.over(input, catalogue);
    InputFolder folder = opened.folder();
    Terminal terminal = Terminal.progress("records", folder.uncompressedBytes());
    Policies policies = PolicyFile.read(catalogue, policy);
    try (SqlRun run =
        SqlRun.start(
            folder,
            opened.wire(),
            file,
            ScriptFile.read(file),
            policies,
            parallelism,
            terminal::at)) {
      if (target != null && rows != null) {
        write(run, rows, target, terminal);
      } else {
        print(run, rows, terminal);
      }
      Map<Stream, ReadCounts> read = run.counts();
      SummaryTable.printRead(System.err, read);
      Warnings warnings = new Warnings(System.err, catalogue, opened.wire());
      List<String> beside = new ArrayList<>(FolderOptions.besideInput(input, policy, file, target));
      beside.addAll(FolderOptions.besideInput(input, shapes.files()));
      warnings.unread(input.toString(), folder.history(), beside);
      warnings.read(read, folder.history());
    }
    return 0;
  }

  /** Null for a table. */
  private @Nullable RowFormat format() {
    String asked = format == null ? byName() : format;
    for (RowFormat one : RowFormat.values()) {
      if (one.id().equals(asked)) {
        return one;
      }
    }
    if (!asked.equals(TABLE)) {
      throw new UsageException("--format is \"" + asked + "\", must be table, ndjson or csv");
    }
    if (output != null) {
      throw new UsageException("--output needs --format ndjson or csv, not table");
    }
    return null;
  }

  private String byName() {
    Path target = output;
    if (target == null) {
      return TABLE;
    }
    String name = target.toString();
    for (RowFormat one : RowFormat.values()) {
      if (name.endsWith("." + one.id())) {
        return one.id();
      }
    }
    throw new UsageException(
        "--output is \"" + name + "\": end it in .ndjson or .csv, or say --format ndjson or csv");
  }

  private void print(SqlRun run, @Nullable RowFormat rows, Terminal terminal) throws IOException {
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(System.out, StandardCharsets.UTF_8)); // not closed
    if (rows == null) {
      table(run, out, terminal);
    } else {
      all(run, rows, out);
    }
    terminal.done();
    out.flush();
  }

  private void table(SqlRun run, Writer out, Terminal terminal) throws IOException {
    RowTable table = new RowTable(run.columns());
    long count = 0;
    for (List<?> row = run.next(); row != null; row = run.next()) {
      if (count++ < limit) {
        table.row(row);
      }
    }
    terminal.done();
    table.write(out);
    String all = count == 1 ? "%n%,d row%n" : "%n%,d rows%n";
    out.write(
        count <= limit
            ? String.format(Locale.ROOT, all, count)
            : String.format(Locale.ROOT, "%n%,d rows, the first %,d shown%n", count, limit));
  }

  private void all(SqlRun run, RowFormat rows, Writer out) throws IOException {
    List<String> columns = run.columns();
    rows.head(csvSafe ? columns.stream().map(SpreadsheetCell::of).toList() : columns, out);
    for (List<?> row = run.next(); row != null; row = run.next()) {
      rows.row(columns, csvSafe ? SpreadsheetCell.row(row) : row, out);
    }
  }

  /** The file gets its name when it is complete. */
  private void write(SqlRun run, RowFormat rows, Path target, Terminal terminal)
      throws IOException {
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      try (Writer out =
          new BufferedWriter(
              new OutputStreamWriter(OwnFile.create(partial), StandardCharsets.UTF_8))) {
        all(run, rows, out);
      }
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
    terminal.done();
  }
}
