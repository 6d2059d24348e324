package dev.tidegate.lambda.release;

import java.util.List;

/** How the alarms stand that the post-traffic phase waits for, read just now. */
public sealed interface AlarmReading {
    /** None of them is in ALARM, or there are none to wait for. */
    record Quiet() implements AlarmReading {}

    /** Some are. @param names of those in ALARM */
    record Ringing(List<String> names) implements AlarmReading {
        public Ringing {
            names = List.copyOf(names);
        }
    }

    /** Not all of them could be seen, which counts as ringing. */
    record Unknown(String why) implements AlarmReading {}
}
