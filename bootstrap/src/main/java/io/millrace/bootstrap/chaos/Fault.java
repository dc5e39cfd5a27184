package io.millrace.bootstrap.chaos;

/** What is done to the job while it reads. */
enum Fault {
  TASK_MANAGER_KILLED("a task manager is killed, another started"),
  RESTART_FROM_CHECKPOINT("the job is cancelled and goes on from its last checkpoint"),
  RESTART_FROM_SAVEPOINT("the job is stopped with a savepoint and goes on from it"),
  SCALED_DOWN("the job goes on with a parallelism of 1"),
  SCALED_UP("the job goes on with all its parallelism"),
  BROKER_STOPPED("the broker is stopped for a while");

  private final String sentence;

  Fault(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
