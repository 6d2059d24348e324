package dev.tidegate.lambda.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A DynamoDB map, written and read member by member; a missing member is an error that names it. */
final class Attributes {
    private final Map<String, AttributeValue> members;

    Attributes() {
        members = new LinkedHashMap<>();
    }

    Attributes(Map<String, AttributeValue> members) {
        this.members = members;
    }

    Map<String, AttributeValue> asMap() {
        return members;
    }

    AttributeValue asValue() {
        return AttributeValue.fromM(members);
    }

    Attributes put(String name, String text) {
        members.put(name, AttributeValue.fromS(text));
        return this;
    }

    Attributes put(String name, long number) {
        members.put(name, AttributeValue.fromN(Long.toString(number)));
        return this;
    }

    Attributes put(String name, boolean bool) {
        members.put(name, AttributeValue.fromBool(bool));
        return this;
    }

    /** As ISO text, so that the table is readable and sorts. */
    Attributes put(String name, Instant instant) {
        return put(name, instant.toString());
    }

    Attributes put(String name, Attributes map) {
        members.put(name, map.asValue());
        return this;
    }

    Attributes put(String name, List<Attributes> maps) {
        members.put(name, AttributeValue.fromL(maps.stream().map(Attributes::asValue).toList()));
        return this;
    }

    <T> Attributes putIfPresent(String name, Optional<T> value, Function<T, Attributes> asMap) {
        value.ifPresent(present -> put(name, asMap.apply(present)));
        return this;
    }

    Attributes putTextIfPresent(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, present.toString()));
        return this;
    }

    Attributes putTexts(String name, Collection<String> texts) {
        members.put(name, AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList()));
        return this;
    }

    List<String> texts(String name) {
        return Optional.ofNullable(members.get(name)).map(AttributeValue::l).orElse(List.of()).stream()
                .map(AttributeValue::s).toList();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(members.get(name)).map(AttributeValue::s);
    }

    Instant instant(String name) {
        return Instant.parse(text(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(Instant::parse);
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    Optional<Long> optionalNumber(String name) {
        return Optional.ofNullable(members.get(name)).map(AttributeValue::n).map(Long::parseLong);
    }

    int smallNumber(String name) {
        return Math.toIntExact(number(name));
    }

    boolean bool(String name) {
        return Optional.ofNullable(members.get(name)).map(AttributeValue::bool).orElseThrow(() -> missing(name));
    }

    Optional<Boolean> optionalBool(String name) {
        return Optional.ofNullable(members.get(name)).map(AttributeValue::bool);
    }

    Attributes map(String name) {
        return optionalMap(name).orElseThrow(() -> missing(name));
    }

    Optional<Attributes> optionalMap(String name) {
        return Optional.ofNullable(members.get(name)).filter(AttributeValue::hasM).map(value -> new Attributes(value
                .m()));
    }

    List<Attributes> maps(String name) {
        return Optional.ofNullable(members.get(name)).map(AttributeValue::l).orElse(List.of()).stream()
                .map(value -> new Attributes(value.m())).toList();
    }

    private IllegalStateException missing(String name) {
        return new IllegalStateException("ledger item lacks \"" + name + "\"; it has " + members.keySet());
    }
}
