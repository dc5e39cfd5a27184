package io.millrace.bootstrap.chaos;

/** What is done to the job, or to what it reads, while it reads. */
public enum InjectedFault {
  TASK_MANAGER_KILLED("a task manager is killed, another started"),
  RESTART_FROM_CHECKPOINT("the job is cancelled and goes on from its last checkpoint"),
  RESTART_FROM_SAVEPOINT("the job is stopped with a savepoint and goes on from it"),
  SCALED_DOWN("the job goes on with a parallelism of 1"),
  SCALED_UP("the job goes on with all its parallelism"),
  PROCESS_KILLED("the job goes on as a process of its own, which is killed and started again"),
  DISK_FULL("the disk takes no checkpoint for a while, and a task manager is killed meanwhile"),
  BROKER_STOPPED("the broker is stopped for a while"),
  BROKER_KILLED("the broker is killed, and started again"),
  PARTITION_IDLE("a partition brings nothing until decisions go on without it, then old events"),
  PARTITIONS_ADDED("a topic gets more partitions, which begin with old events");

  private final String sentence;

  InjectedFault(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
