package io.millrace.aws.sink;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A call on its way, for all entries of a batch or for some.
 *
 * @param places of those entries in the batch
 * @param answer an outcome for each of them, in that order, or the failure of the whole call
 * @param giveUp lets go of the call and its connection; the service may have done it, or may still
 */
record Call(List<Integer> places, CompletableFuture<List<WriteOutcome>> answer, Runnable giveUp) {

  /** A call for a whole batch. */
  static <A> Call of(
      int batch, CompletableFuture<A> response, Function<A, List<WriteOutcome>> outcomes) {
    return new Call(
        IntStream.range(0, batch).boxed().toList(),
        response.thenApply(outcomes),
        () -> response.cancel(true));
  }

  /** The outcomes of a whole batch, in its order, or the failure of one of its calls. */
  static CompletableFuture<List<WriteOutcome>> wholeOf(int batch, List<Call> calls) {
    return CompletableFuture.allOf(
            calls.stream().map(Call::answer).toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              WriteOutcome[] outcomes = new WriteOutcome[batch];
              for (Call call : calls) {
                List<WriteOutcome> answer = call.answer().join();
                for (int i = 0; i < answer.size(); i++) {
                  outcomes[call.places().get(i)] = answer.get(i);
                }
              }
              return List.of(outcomes);
            });
  }
}
