package io.millrace.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.millrace.json.mapping.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step on the paths of a mapping, and the steps that follow it. For one thread. */
final class PathNode {
  private final String path;
  private final SerializedString name;
  private final int index;
  private final List<PathNode> fields = new ArrayList<>();
  private final List<PathNode> elements = new ArrayList<>();
  private @Nullable Slot slot;
  private @Nullable DirectField direct;
  private long seen;

  /** Which of the fields beside it came after it in the last record. */
  private @Nullable PathNode next;

  /** Which of its own fields came first in the last record. */
  private @Nullable PathNode first;

  private PathNode(String path, String name, int index) {
    this.path = path;
    this.name = new SerializedString(name);
    this.index = index;
  }

  static PathNode root() {
    return new PathNode("$", "", 0);
  }

  /** The node at the end of a path, which is made if it is not there. */
  PathNode at(Path to) {
    PathNode node = this;
    for (Path.Step step : to.steps()) {
      node = node.child(step);
    }
    return node;
  }

  private PathNode child(Path.Step step) {
    String field = step.name();
    for (PathNode known : field == null ? elements : fields) {
      if (field == null ? known.index == step.index() : known.isNamed(field)) {
        return known;
      }
    }
    PathNode child =
        field == null
            ? new PathNode(path + "[" + step.index() + "]", "", step.index())
            : new PathNode(path + "." + field, field, 0);
    (field == null ? elements : fields).add(child);
    return child;
  }

  void keepIn(Slot given) {
    slot = given;
  }

  void giveTo(DirectField given) {
    direct = given;
  }

  String path() {
    return path;
  }

  SerializableString encodedName() {
    return name;
  }

  @Nullable Slot slot() {
    return slot;
  }

  @Nullable DirectField direct() {
    return direct;
  }

  boolean isNamed(String other) {
    return name.getValue().equals(other);
  }

  boolean hasFields() {
    return !fields.isEmpty();
  }

  boolean hasElements() {
    return !elements.isEmpty();
  }

  /** Notes that it is met in a record; false if it was met there before. */
  boolean meet(long record) {
    boolean isNew = seen != record;
    seen = record;
    return isNew;
  }

  /** The field that is likely to follow another one, or to be the first. */
  @Nullable PathNode likelyAfter(@Nullable PathNode before) {
    return before == null ? first : before.next;
  }

  /** Notes which field has followed. */
  void follows(@Nullable PathNode before, PathNode after) {
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
  }

  @Nullable PathNode field(String wanted) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).isNamed(wanted)) {
        return fields.get(i);
      }
    }
    return null;
  }

  @Nullable PathNode element(int wanted) {
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).index == wanted) {
        return elements.get(i);
      }
    }
    return null;
  }
}
