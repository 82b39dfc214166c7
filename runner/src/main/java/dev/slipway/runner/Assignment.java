package dev.slipway.runner;

import dev.slipway.runner.report.Report;

/**
 * What every verb is given.
 *
 * @param environment the variables
 * @param secrets the mounted Secrets
 * @param clock time
 * @param halt set when the pod is asked to end
 * @param report where a verb says how far it is
 */
public record Assignment(
    Environment environment, Secrets secrets, Clock clock, Halt halt, Report report) {}
