package dev.slipway.runner;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * A parameterized class that runs beside others. Without the mode it runs in the thread of its
 * parent, one such class after the other, whatever the default for classes says.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass
@Execution(ExecutionMode.CONCURRENT)
public @interface SideBySide {}
