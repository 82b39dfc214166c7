/**
 * What the requests of a new version say of it: its pods' own counters, read once a second, and a
 * judgement over them. May use the JDK and the judgements of the core, and knows nothing of
 * Kubernetes. Start reading at {@link dev.slipway.operator.analysis.Judge}.
 */
@NullMarked
package dev.slipway.operator.analysis;

import org.jspecify.annotations.NullMarked;
