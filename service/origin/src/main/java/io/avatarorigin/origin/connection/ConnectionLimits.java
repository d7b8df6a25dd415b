package io.avatarorigin.origin.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What clients may hold of a socket.
 *
 * @param connections the most connections at a time
 * @param perClient the most of them that one client has: an IPv4 address, or a /64 of IPv6
 * @param proxies addresses that stand for many clients, so that {@code perClient} does not count
 * @param headTime how long a request's head may take from its first octet on
 * @param writeTime how long a write may block, of 64 KiB of an answer at most
 * @param idleTime how long a connection may stay without a request
 */
public record ConnectionLimits(
    int connections,
    int perClient,
    Predicate<InetAddress> proxies,
    Duration headTime,
    Duration writeTime,
    Duration idleTime) {}
