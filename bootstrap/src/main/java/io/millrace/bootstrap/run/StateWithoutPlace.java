package io.millrace.bootstrap.run;

import io.millrace.files.UsageException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.OperatorID;

/** What a checkpoint holds and a configuration no longer has: sources, sinks, decisions. */
final class StateWithoutPlace {
  /** Operators are named by uid, and the parts of a sink by the sink's and their own. */
  private static final Pattern CONNECTOR =
      Pattern.compile("(source|gate|sink|results)-([a-z0-9-]+).*");

  /** Flink gives the committer of a sink a uid of its own; its name begins with the sink's. */
  private static final Pattern PART_OF_SINK = Pattern.compile("write ([a-z0-9-]+): .*");

  private static final Pattern DECISION = Pattern.compile("(?:machine|project)-([a-z0-9-]+).*");

  private StateWithoutPlace() {}

  /**
   * Makes sure that all state of a checkpoint has a place.
   *
   * @throws UsageException that names what has none, as the configuration calls it
   * @throws IOException if the checkpoint cannot be read
   */
  static void refuse(Path checkpoint, JobGraph job) throws IOException {
    Set<String> names = names(checkpoint, job);
    if (!names.isEmpty()) {
      throw new UsageException(
          "the checkpoint \""
              + checkpoint
              + "\" holds state of "
              + String.join(", ", names)
              + ", which the configuration no longer has: put it back under this name, or give"
              + " --allow-dropped-state, which forgets how far it was and what it had not yet"
              + " written");
    }
  }

  static Set<String> names(Path checkpoint, JobGraph job) throws IOException {
    Set<OperatorID> placed = new HashSet<>();
    job.getVertices()
        .forEach(
            vertex ->
                vertex
                    .getOperatorIDs()
                    .forEach(
                        pair -> {
                          placed.add(pair.getGeneratedOperatorID());
                          pair.getUserDefinedOperatorID().ifPresent(placed::add);
                        }));
    Set<String> names = new TreeSet<>();
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(checkpoint.resolve("_metadata")))) {
      Checkpoints.loadCheckpointMetadata(
              in, StateWithoutPlace.class.getClassLoader(), checkpoint.toString())
          .getOperatorStates()
          .stream()
          .filter(state -> holdsAnything(state) && !placed.contains(state.getOperatorID()))
          .forEach(state -> names.add(name(state)));
    } catch (RuntimeException | IOException e) {
      throw new IOException(
          "the checkpoint \""
              + checkpoint
              + "\" cannot be read, its _metadata is damaged: put it back from a copy, or start in"
              + " another folder, with other folders for the results",
          e);
    }
    return names;
  }

  private static boolean holdsAnything(OperatorState state) {
    return state.getCoordinatorState() != null
        || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }

  private static String name(OperatorState state) {
    String uid = state.getOperatorUid().orElse("");
    Matcher connector = CONNECTOR.matcher(uid);
    if (connector.matches()) {
      boolean isSource = connector.group(1).equals("source") || connector.group(1).equals("gate");
      return (isSource ? "source." : "sink.") + connector.group(2);
    }
    Matcher decision = DECISION.matcher(uid);
    if (decision.matches()) {
      return "the decision " + decision.group(1);
    }
    Matcher part = PART_OF_SINK.matcher(state.getOperatorName().orElse(""));
    if (part.matches()) {
      return "sink." + part.group(1);
    }
    return "\"" + state.getOperatorName().orElse(state.getOperatorID().toString()) + "\"";
  }
}
