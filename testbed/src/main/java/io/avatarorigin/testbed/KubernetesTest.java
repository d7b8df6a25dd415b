package io.avatarorigin.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a cluster. There is one for a whole run, started when it is first wanted; parameters
 * of tests and constructors may be a {@link Cluster}, its client, or a {@link TestNamespace} that
 * each test has for itself.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ClusterExtension.class)
public @interface KubernetesTest {}
