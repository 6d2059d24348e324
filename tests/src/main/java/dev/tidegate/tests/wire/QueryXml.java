package dev.tidegate.tests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Answers in the query protocol. */
final class QueryXml {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private final XMLStreamWriter xml;

    private QueryXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    private interface Content {
        void write(QueryXml xml) throws XMLStreamException;
    }

    static byte[] response(Operation operation, ObjectNode body) {
        return document(xml -> xml.element(operation.name() + "Response", () -> {
            xml.element(operation.name() + "Result", () -> xml.members(operation.emptyResponse(), body));
            xml.element("ResponseMetadata", () -> xml.text("RequestId", UUID.randomUUID().toString()));
        }));
    }

    static byte[] error(Answer answer) {
        return document(xml -> xml.element("ErrorResponse", () -> {
            xml.element("Error", () -> {
                xml.text("Type", answer.status() < 500 ? "Sender" : "Receiver");
                xml.text("Code", answer.body().path("__type").asText());
                xml.text("Message", answer.body().path("message").asText());
            });
            xml.text("RequestId", UUID.randomUUID().toString());
        }));
    }

    private static byte[] document(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            content.write(new QueryXml(writer));
            writer.writeEndDocument();
            writer.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write an answer as XML", e);
        }
    }

    private interface Inside {
        void write() throws XMLStreamException;
    }

    private void element(String name, Inside inside) throws XMLStreamException {
        xml.writeStartElement(name);
        inside.write();
        xml.writeEndElement();
    }

    private void text(String name, String text) throws XMLStreamException {
        element(name, () -> xml.writeCharacters(text));
    }

    private void members(SdkPojo type, JsonNode object) throws XMLStreamException {
        for (SdkField<?> field : type.sdkFields()) {
            JsonNode value = object.path(field.locationName());
            if (!value.isMissingNode()) {
                member(field.locationName(), field, value);
            }
        }
    }

    private void member(String name, SdkField<?> field, JsonNode value) throws XMLStreamException {
        switch (field.marshallingType().getKnownType()) {
            case LIST -> element(name, () -> list(field.getTrait(ListTrait.class).memberFieldInfo(), value));
            case MAP -> element(name, () -> map(field.getTrait(MapTrait.class), value));
            case SDK_POJO -> element(name, () -> members(field.constructor().get(), value));
            default -> text(name, scalar(field, value));
        }
    }

    private void list(SdkField<?> member, JsonNode values) throws XMLStreamException {
        for (JsonNode value : values) {
            member("member", member, value);
        }
    }

    private void map(MapTrait trait, JsonNode values) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            element("entry", () -> {
                text(trait.keyLocationName(), entry.getKey());
                member(trait.valueLocationName(), trait.valueFieldInfo(), entry.getValue());
            });
        }
    }

    private static String scalar(SdkField<?> field, JsonNode value) {
        return field.marshallingType().getKnownType() == MarshallingKnownType.INSTANT && value.isNumber()
                ? Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValue()).toString()
                : value.asText();
    }
}
