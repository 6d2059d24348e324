package dev.tidegate.tests.ecs;

import dev.tidegate.tests.Journal;
import dev.tidegate.tests.container.ContainerRuntime;
import dev.tidegate.tests.eventbridge.EventBus;
import dev.tidegate.tests.function.Functions;
import dev.tidegate.tests.load.LoadBalancer;
import dev.tidegate.tests.time.Pace;
import dev.tidegate.tests.time.Time;

/**
 * What surrounds the simulated control plane.
 *
 * @param region the region in all ARNs
 * @param time its clock and thread
 * @param pace how long it takes for things
 * @param containers where containers run
 * @param functions the functions that hooks invoke
 * @param loadBalancer what it registers tasks with and shifts
 * @param events where it puts its events
 * @param journal where it tells what happens
 */
public record World(String region, Time time, Pace pace, ContainerRuntime containers, Functions functions,
        LoadBalancer loadBalancer, EventBus events, Journal journal) {}
