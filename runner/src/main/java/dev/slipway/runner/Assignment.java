package dev.slipway.runner;

/**
 * What every verb is given.
 *
 * @param environment the variables
 * @param secrets the mounted Secrets
 * @param clock time
 * @param halt set when the pod is asked to end
 */
public record Assignment(Environment environment, Secrets secrets, Clock clock, Halt halt) {}
