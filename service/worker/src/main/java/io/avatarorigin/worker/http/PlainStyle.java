package io.avatarorigin.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Problems as AUTOMATIC1111 tells them: {@code error}, {@code detail}, {@code body} and {@code
 * errors}; where fields are wrong, {@code detail} is FastAPI's list of them.
 */
public final class PlainStyle implements ProblemStyle {
  @Override
  public int status(Problem problem) {
    return problem.kind().status();
  }

  @Override
  public JsonNode body(Problem problem) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("error", name(problem.kind()));
    if (problem.faults().isEmpty()) {
      body.put("detail", problem.detail());
    } else {
      ArrayNode detail = body.putArray("detail");
      for (FieldFault fault : problem.faults()) {
        ObjectNode entry = detail.addObject();
        ArrayNode location = entry.putArray("loc").add("body");
        if (!fault.field().isEmpty()) {
          location.add(fault.field());
        }
        entry.put("msg", fault.message()).put("type", fault.type());
      }
    }
    return body.put("body", "").put("errors", problem.detail());
  }

  private static String name(Problem.Kind kind) {
    return switch (kind) {
      case BAD_REQUEST -> "BadRequest";
      case UNAUTHORIZED -> "Unauthorized";
      case NOT_FOUND -> "NotFound";
      case METHOD_NOT_ALLOWED -> "MethodNotAllowed";
      case TOO_LARGE -> "BodyTooLarge";
      case INVALID -> "RequestValidationError";
      case PICTURE_REFUSED -> "PictureRefused";
      case FAILED -> "DrawFailed";
      case NOT_NOW -> "NotNow";
      case TIMED_OUT -> "DrawTimedOut";
    };
  }
}
