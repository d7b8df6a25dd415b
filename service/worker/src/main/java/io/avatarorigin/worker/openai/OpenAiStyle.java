package io.avatarorigin.worker.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.worker.http.Problem;
import io.avatarorigin.worker.http.ProblemStyle;
import org.jspecify.annotations.Nullable;

/** Problems as OpenAI tells them: an object with message, type, param and code. */
final class OpenAiStyle implements ProblemStyle {
  @Override
  public int status(Problem problem) {
    return switch (problem.kind()) {
      case INVALID, PICTURE_REFUSED -> 400;
      default -> problem.kind().status();
    };
  }

  @Override
  public JsonNode body(Problem problem) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", problem.detail())
        .put("type", type(problem.kind()))
        .put("param", param(problem))
        .put("code", code(problem.kind()));
    return body;
  }

  private static @Nullable String param(Problem problem) {
    return problem.faults().isEmpty() || problem.faults().getFirst().field().isEmpty()
        ? null
        : problem.faults().getFirst().field();
  }

  private static String type(Problem.Kind kind) {
    return switch (kind) {
      case BAD_REQUEST, NOT_FOUND, METHOD_NOT_ALLOWED, TOO_LARGE, INVALID, PICTURE_REFUSED ->
          "invalid_request_error";
      case UNAUTHORIZED -> "authentication_error";
      case FAILED, NOT_NOW, TIMED_OUT -> "server_error";
    };
  }

  private static @Nullable String code(Problem.Kind kind) {
    return switch (kind) {
      case UNAUTHORIZED -> "invalid_api_key";
      case NOT_FOUND -> "model_not_found";
      case PICTURE_REFUSED -> "content_policy_violation";
      case NOT_NOW -> "overloaded";
      case TIMED_OUT -> "timeout";
      case BAD_REQUEST, METHOD_NOT_ALLOWED, TOO_LARGE, INVALID, FAILED -> null;
    };
  }
}
