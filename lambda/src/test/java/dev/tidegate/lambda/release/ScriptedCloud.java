package dev.tidegate.lambda.release;

import dev.tidegate.lambda.drain.DrainReading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** AWS as a test tells it to be; notes every breach of what must never happen. */
public final class ScriptedCloud implements Cloud {
    /** What is to be found out; any of them may throw. */
    public Resolution resolution = new Resolution.Migrates(Samples.TARGET);
    public DeploymentStatus deployment = new DeploymentStatus.UnderWay("PRE_SCALE_UP, IN_PROGRESS");
    /** The last status of the only task of the old code. */
    public String oldTask = "RUNNING";
    /** What the next call of RunTask is answered with instead of a task. */
    public Optional<Launch> launch = Optional.empty();
    /** Whether DescribeTasks does not know a task in the minutes after its start. */
    public boolean listsTasksLate;
    public boolean stopFails;
    /** Whether asking for a task never gets as far as RunTask. */
    public boolean startFails;
    /** What runs before the new code exists, and what others than the deploying service show afterwards. */
    public List<DrainReading> before = List.of();
    public List<DrainReading> others = List.of();
    public AlarmReading alarms = new AlarmReading.Quiet();
    /** Whether RunTask remembers what it was asked for before; it may have forgotten after an hour. */
    public boolean remembersClientTokens = true;
    /** When set, nothing can be asked or done. */
    public Optional<Unavailable> outage = Optional.empty();

    /** What became of it: the orders in the order of their tasks' start, by ARN. */
    public final Map<String, TaskOrder> started = new LinkedHashMap<>();
    public final Map<String, TaskStatus> tasks = new LinkedHashMap<>();
    public final List<String> stopped = new ArrayList<>();
    /** The final answers that CodeDeploy took, and all that were sent. */
    public final Map<String, HookAnswer> taken = new LinkedHashMap<>();
    public final List<HookAnswer> sent = new ArrayList<>();
    /** What Step Functions states were told, and the steps that were published. */
    public final List<String> callersAnswered = new ArrayList<>();
    public final List<String> heartbeats = new ArrayList<>();
    public final List<Transition> published = new ArrayList<>();
    public final List<String> breaches = new ArrayList<>();

    private final Interruption interruption;
    private final InstantSource clock;

    public ScriptedCloud(Interruption interruption, InstantSource clock) {
        this.interruption = interruption;
        this.clock = clock;
    }

    private <T> T asked(Supplier<T> call) {
        return interruption.around(() -> {
            outage.ifPresent(unavailable -> {
                throw unavailable;
            });
            return call.get();
        });
    }

    @Override
    public Resolution resolve(Release release) {
        return asked(() -> resolution);
    }

    @Override
    public DeploymentStatus deployment(Release release) {
        return asked(() -> deployment);
    }

    @Override
    public List<DrainReading> before(Release release, Target target) {
        return asked(() -> before);
    }

    @Override
    public List<DrainReading> drain(Release release) {
        Instant at = clock.instant();
        return asked(() -> Stream.concat(Stream.of(Samples.reading(at, oldTask)), others.stream()).toList());
    }

    @Override
    public AlarmReading alarms(Target target) {
        return asked(() -> alarms);
    }

    @Override
    public Launch start(TaskOrder order) {
        if (startFails) {
            throw new Unavailable("ECS DescribeTaskDefinition: not allowed", null);
        }
        return asked(() -> launch.orElseGet(
                () -> new Launch.Started(known(order).filter(_ -> remembersClientTokens).orElseGet(() -> make(
                        order)))));
    }

    private String make(TaskOrder order) {
        String arn = "task/" + order.key().startedBy();
        if (tasks.containsKey(arn)) {
            breaches.add(arn + " was started twice");
        }
        started.forEach((other, earlier) -> {
            if (earlier.key().phase() == order.key().phase() && tasks.get(other) instanceof TaskStatus.Alive) {
                breaches.add(arn + " was started while " + other + " is alive");
            }
        });
        if (order.key().phase() == Phase.POST_TRAFFIC && !postTrafficIsSafe()) {
            breaches.add(arn + " was started while the deployment is " + deployment + " and the old task " + oldTask);
        }
        started.put(arn, order);
        tasks.put(arn, new TaskStatus.Alive("PENDING"));
        return arn;
    }

    private boolean postTrafficIsSafe() {
        return deployment instanceof DeploymentStatus.Succeeded && oldTask.equals("STOPPED");
    }

    @Override
    public Optional<String> find(TaskOrder order) {
        return asked(() -> known(order));
    }

    private Optional<String> known(TaskOrder order) {
        return started.entrySet().stream().filter(task -> task.getValue().key().equals(order.key()))
                .map(Map.Entry::getKey).findFirst();
    }

    @Override
    public TaskStatus task(Target target, String taskArn) {
        return asked(() -> listsTasksLate ? new TaskStatus.Missing()
                : tasks.getOrDefault(taskArn, new TaskStatus.Missing()));
    }

    @Override
    public void stop(Target target, String taskArn, String reason) {
        if (stopFails) {
            throw new Unavailable("ECS StopTask: throttled", null);
        }
        asked(() -> stopped.add(reason));
    }

    @Override
    public void answer(String deploymentId, Hook hook, HookAnswer answer) {
        asked(() -> {
            sent.add(answer);
            return taken.putIfAbsent(hook.executionId(), answer);
        });
    }

    @Override
    public void answer(Release release, Caller caller, HookAnswer answer) {
        asked(() -> {
            callersAnswered.add(caller.taskToken() + " " + answer);
            return caller;
        });
    }

    @Override
    public void refuse(Caller caller, String reason) {
        asked(() -> {
            if (caller.taskToken().isBlank()) {
                throw new AnswerNotTaken("no such token", null);
            }
            return callersAnswered.add(caller.taskToken() + " refused: " + reason);
        });
    }

    @Override
    public void heartbeat(Caller caller) {
        asked(() -> heartbeats.add(caller.taskToken()));
    }

    @Override
    public void publish(Release release, List<Transition> steps) {
        asked(() -> published.addAll(steps));
    }

    /** The tasks that were started for a phase. */
    public List<TaskOrder> orders(Phase phase) {
        return started.values().stream().filter(order -> order.key().phase() == phase).toList();
    }

    /** Every task that has not ended yet ends like this. */
    public void endTasks(TaskStatus how) {
        tasks.replaceAll((_, status) -> status instanceof TaskStatus.Alive ? how : status);
    }
}
