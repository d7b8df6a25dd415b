/** A server that speaks the Hub's protocol, and does wrong what it is told to. */
package io.avatarorigin.worker.fetch.hub;
