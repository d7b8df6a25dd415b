/** What is asked of stores and origins over HTTP. Knows no Kubernetes. */
@NullMarked
package io.avatarorigin.operator.binding.store;

import org.jspecify.annotations.NullMarked;
