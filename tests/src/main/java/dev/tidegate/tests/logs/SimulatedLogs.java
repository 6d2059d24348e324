package dev.tidegate.tests.logs;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * CloudWatch Logs as far as it is read: the newest events of one stream, or all of a group. Containers log to any group,
 * whether it was created or not.
 */
public final class SimulatedLogs implements CloudWatchLogsClient {
    private static final int DEFAULT_LIMIT = 10_000;

    /** By group and name. */
    private final Map<String, Map<String, List<OutputLogEvent>>> groups = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public SimulatedLogs(InstantSource clock) {
        this.clock = clock;
    }

    /** What the log driver of a container does with each line. */
    public void append(String group, String stream, String line) {
        append(groups.computeIfAbsent(group, _ -> new ConcurrentHashMap<>()), stream, line);
    }

    /**
     * What EventBridge does with an event.
     *
     * @throws ResourceNotFoundException when there is no such group
     */
    public void deliver(String group, String stream, String event) {
        append(streams(group), stream, event);
    }

    private void append(Map<String, List<OutputLogEvent>> streams, String stream, String line) {
        OutputLogEvent event = OutputLogEvent.builder().timestamp(clock.millis()).message(line).build();
        streams.compute(stream, (_, events) -> {
            List<OutputLogEvent> longer = events == null ? new ArrayList<>() : new ArrayList<>(events);
            longer.add(event);
            return longer;
        });
    }

    /** The lines of a stream so far; none when nothing was written. */
    public List<String> lines(String group, String stream) {
        return groups.getOrDefault(group, Map.of()).getOrDefault(stream, List.of()).stream()
                .map(OutputLogEvent::message).toList();
    }

    private Map<String, List<OutputLogEvent>> streams(String group) {
        return Optional.ofNullable(groups.get(group)).orElseThrow(() -> missing("group"));
    }

    private static ResourceNotFoundException missing(String what) {
        String message = "The specified log " + what + " does not exist.";
        return ResourceNotFoundException.builder().message(message).statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("ResourceNotFoundException").errorMessage(message)
                        .build())
                .build();
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        if (groups.putIfAbsent(request.logGroupName(), new ConcurrentHashMap<>()) != null) {
            throw ResourceAlreadyExistsException.builder().message("The specified log group already exists").build();
        }
        return CreateLogGroupResponse.builder().build();
    }

    @Override
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        streams(request.logGroupName());
        groups.remove(request.logGroupName());
        return DeleteLogGroupResponse.builder().build();
    }

    /** All of a group on one page; patterns and times are refused. */
    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        if (request.filterPattern() != null || request.startTime() != null || request.hasLogStreamNames()) {
            throw new UnsupportedOperationException("a part of a log group");
        }
        List<FilteredLogEvent> events = streams(request.logGroupName()).entrySet().stream()
                .flatMap(stream -> stream.getValue().stream().map(event -> FilteredLogEvent.builder()
                        .logStreamName(stream.getKey()).timestamp(event.timestamp()).message(event.message()).build()))
                .sorted(Comparator.comparing(FilteredLogEvent::timestamp)).toList();
        return FilterLogEventsResponse.builder().events(events).build();
    }

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        List<OutputLogEvent> events = groups.getOrDefault(request.logGroupName(), Map.of())
                .get(request.logStreamName());
        if (events == null) {
            throw missing("stream");
        }
        int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
        boolean head = Boolean.TRUE.equals(request.startFromHead());
        int from = head ? 0 : Math.max(0, events.size() - limit);
        int to = head ? Math.min(events.size(), limit) : events.size();
        return GetLogEventsResponse.builder().events(events.subList(from, to)).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
