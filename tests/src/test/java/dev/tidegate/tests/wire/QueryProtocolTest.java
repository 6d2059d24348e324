package dev.tidegate.tests.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** What goes over the wire to and from a service that speaks the query protocol; see also {@link EveryOperationTest}. */
class QueryProtocolTest {
    private final AtomicReference<DescribeAlarmsRequest> received = new AtomicReference<>();
    private final AwsServer server = AwsServer.start(List.of(new CloudWatchClient() {
        @Override
        public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
            received.set(request);
            return DescribeAlarmsResponse.builder().metricAlarms(MetricAlarm.builder().alarmName("a<b").build())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }));

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(String form) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(server.endpoint() + "/")).header("Content-Type",
                    "application/x-www-form-urlencoded; charset=utf-8").POST(BodyPublishers.ofString(form)).build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void aFormGoesInAndXmlComesOut() throws Exception {
        HttpResponse<String> response = post("Action=DescribeAlarms&Version=2010-08-01&MaxRecords=2"
                + "&AlarmNames.member.1=a%3Cb&AlarmNames.member.2=c+d");

        assertThat(received.get()).isEqualTo(DescribeAlarmsRequest.builder().maxRecords(2).alarmNames("a<b", "c d")
                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/xml");
        assertThat(response.body()).contains("<DescribeAlarmsResponse><DescribeAlarmsResult><MetricAlarms><member>"
                + "<AlarmName>a&lt;b</AlarmName></member></MetricAlarms></DescribeAlarmsResult><ResponseMetadata>");
    }

    @Test
    void whatIsNotTheServicesIsRefused() throws Exception {
        assertRefused("Action=MakeTea&Version=2010-08-01", "UnknownOperationException");
        assertRefused("Action=DescribeAlarms&Version=2009-05-15", "UnknownOperationException");
        assertRefused("", "UnknownOperationException");
        assertRefused("Action=DescribeAlarms&Version=2010-08-01&MaxRecords=many", "MalformedInput");
        assertThat(received.get()).isNull();
        assertThat(server.defects()).isEmpty();
    }

    private void assertRefused(String form, String code) throws Exception {
        HttpResponse<String> response = post(form);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code>");
    }
}
