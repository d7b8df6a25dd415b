package io.avatarorigin.worker.http;

import com.fasterxml.jackson.databind.JsonNode;

/** How an API tells problems. */
public interface ProblemStyle {
  int status(Problem problem);

  JsonNode body(Problem problem);
}
