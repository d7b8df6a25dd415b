package io.avatarorigin.cli;

import io.avatarorigin.diffusion.DiffusionException;
import io.avatarorigin.diffusion.InvalidDrawException;
import io.avatarorigin.model.BundledModelException;
import io.avatarorigin.origin.OriginException;
import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.vocabulary.VocabularyException;
import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.http.CannotListenException;
import io.avatarorigin.worker.http.UnusableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Turns what a command throws into a line on stderr and an exit code. */
record FailureReport(Console console)
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

  @Override
  public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    String hint =
        failure instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()
            ? "; did you mean " + unmatched.getSuggestions().getFirst() + "?"
            : "";
    console.err().println(failure.getMessage() + hint + " (see " + command + " --help)");
    return CommandFailure.WRONG_USE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    return switch (failure) {
      case CommandFailure known -> report(known.exitCode(), known.getMessage());
      case ConfigException known -> report(CommandFailure.WRONG_USE, known.getMessage());
      case VocabularyException known -> report(CommandFailure.WRONG_USE, known.getMessage());
      case InvalidDrawException known -> report(CommandFailure.WRONG_USE, known.getMessage());
      case DiffusionException known -> report(CommandFailure.FAILED, known.getMessage());
      case BundledModelException known -> report(CommandFailure.FAILED, Reason.of(known));
      case FetchException known -> report(CommandFailure.FAILED, known.getMessage());
      case OriginException known -> report(CommandFailure.FAILED, Reason.of(known));
      case CannotListenException known -> report(CommandFailure.FAILED, Reason.of(known));
      case UnusableFileException known -> report(CommandFailure.WRONG_USE, Reason.of(known));
      case UncheckedIOException known -> report(CommandFailure.FAILED, Reason.of(known));
      case IOException known -> report(CommandFailure.FAILED, Reason.of(known));
      default -> {
        if (hasCause(failure, BindException.class)) {
          yield report(CommandFailure.FAILED, "cannot listen: " + failure.getMessage());
        }
        throw failure; // a fault of ours: picocli's caller shows the stack trace
      }
    };
  }

  private int report(int exitCode, @Nullable String message) {
    console.err().println(message);
    return exitCode;
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
