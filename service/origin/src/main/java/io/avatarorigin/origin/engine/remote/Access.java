package io.avatarorigin.origin.engine.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;

/**
 * How servers are asked.
 *
 * @param token what requests are authorised with, asked for each of them; throws EngineException
 *     while there is none that can be used
 * @param trust whose certificates are believed; empty for those that the JDK believes
 * @param identity what the client shows of itself over TLS; empty for nothing
 * @param drawTime how long one draw may take
 */
public record Access(
    Supplier<Optional<String>> token,
    Optional<TrustedAuthorities> trust,
    Optional<KeyManager[]> identity,
    Duration drawTime) {}
