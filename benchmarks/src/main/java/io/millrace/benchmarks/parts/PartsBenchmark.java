package io.millrace.benchmarks.parts;

import io.millrace.benchmarks.Benchmark;
import io.millrace.domain.event.Stream;
import io.millrace.files.UsageException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Every part by itself. */
@Command(
    name = "parts",
    description = "Decoding, machines, serializers and sketches, each by itself, with JMH.")
public final class PartsBenchmark implements Benchmark {
  @Parameters(
      arity = "0..1",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only the parts in whose names it is found.")
  private String regex = "";

  @Mixin private Jmh jmh = new Jmh();

  /** A method of a class, and what it is about, if that can be chosen. */
  private record Part(Class<?> type, String method, String of) {
    String name() {
      String words = method.replaceAll("(?=\\p{Upper})", " ");
      return (of.isEmpty() ? words : words + " " + of).toLowerCase(Locale.ROOT);
    }

    Map<String, String> parameters() {
      return of.isEmpty() ? Map.of() : Map.of("of", of);
    }

    /** How many bytes a call goes through, or 0. */
    double bytes() throws Exception {
      if (type == DecodePart.class) {
        return Sample.meanBytes(Sample.records(Sample.stream(of)));
      }
      if (type == MappingPart.class) {
        return Sample.meanBytes(MappingPart.records(of));
      }
      return type == CodecPart.class ? Written.of(of).meanBytes() : 0;
    }
  }

  @Override
  public void run(PrintStream out) throws Exception {
    List<Part> chosen = chosen();
    out.println("| part | ns | CPU ns | bytes | MB per CPU second | B allocated |");
    out.println("|---|--:|--:|--:|--:|--:|");
    for (int i = 0; i < chosen.size(); i++) {
      Part part = chosen.get(i);
      System.err.printf("parts: %d of %d, %s%n", i + 1, chosen.size(), part.name());
      Jmh.Cost cost = jmh.measure(part.type, part.method, part.parameters());
      double bytes = part.bytes();
      String ofBytes = "| |";
      if (bytes > 0) {
        double rate = cost.megabytesACpuSecond(bytes);
        ofBytes = String.format(Locale.ROOT, "%,.0f | %,.0f |", bytes, rate);
      }
      out.printf(
          Locale.ROOT,
          "| %s | %,.1f | %,.1f | %s %,.0f |%n",
          part.name(),
          cost.ns(),
          cost.cpuNs(),
          ofBytes,
          cost.allocatedBytes());
    }
  }

  private List<Part> chosen() {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new UsageException("REGEX is not a regular expression: " + e.getDescription());
    }
    List<Part> chosen = all().stream().filter(part -> pattern.matcher(part.name()).find()).toList();
    if (chosen.isEmpty()) {
      throw new UsageException("no part has \"" + regex + "\" in its name");
    }
    return chosen;
  }

  private static List<Part> all() {
    List<Part> all = new ArrayList<>();
    for (Stream stream : Stream.BUILT_IN) {
      all.add(new Part(DecodePart.class, "decode", stream.id()));
    }
    for (String shape : MappingPart.SHAPES) {
      all.add(new Part(MappingPart.class, "decodeMapped", shape));
    }
    for (String decision : Cycle.names()) {
      all.add(new Part(MachinePart.class, "decide", decision));
    }
    for (String written : Written.names()) {
      all.add(new Part(CodecPart.class, "write", written));
      all.add(new Part(CodecPart.class, "read", written));
    }
    java.util.stream.Stream.of(SeriesPart.class, SketchPart.class)
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> method.isAnnotationPresent(org.openjdk.jmh.annotations.Benchmark.class))
        .map(method -> new Part(method.getDeclaringClass(), method.getName(), ""))
        .sorted((a, b) -> a.method.compareTo(b.method))
        .forEach(all::add);
    return all;
  }
}
