package io.avatarorigin.origin.engine.remote;

import java.time.Duration;

/** One worker of this project. */
final class WorkerEngine extends RemoteEngine {
  WorkerEngine(RemoteServer server, Duration drawTime) {
    super(server, new WorkerApi(), drawTime);
  }
}
