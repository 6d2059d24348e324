package dev.tidegate.tests.logs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** CloudWatch Logs as far as it is read: the newest events of one stream. */
public final class SimulatedLogs implements CloudWatchLogsClient {
    private static final int DEFAULT_LIMIT = 10_000;

    private final Map<String, List<OutputLogEvent>> streams = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public SimulatedLogs(InstantSource clock) {
        this.clock = clock;
    }

    /** What the log driver of a container does with each line. */
    public void append(String group, String stream, String line) {
        Instant now = clock.instant();
        streams.compute(key(group, stream), (_, events) -> {
            List<OutputLogEvent> longer = events == null ? new ArrayList<>() : new ArrayList<>(events);
            longer.add(OutputLogEvent.builder().timestamp(now.toEpochMilli()).message(line).build());
            return longer;
        });
    }

    /** The lines of a stream so far; none when nothing was written. */
    public List<String> lines(String group, String stream) {
        return streams.getOrDefault(key(group, stream), List.of()).stream().map(OutputLogEvent::message).toList();
    }

    private static String key(String group, String stream) {
        return group + " " + stream;
    }

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        List<OutputLogEvent> events = streams.get(key(request.logGroupName(), request.logStreamName()));
        if (events == null) {
            String message = "The specified log stream does not exist.";
            throw ResourceNotFoundException.builder().message(message).statusCode(400).awsErrorDetails(AwsErrorDetails
                    .builder().errorCode("ResourceNotFoundException").errorMessage(message).build()).build();
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
