package dev.tidegate.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static final Json JSON = Json.parse(
            "{\"a\": {\"b\": \"text\", \"n\": 0.1, \"none\": null}, \"l\": [1, {}]}");

    @Test
    void aPathThatLeadsNowhereIsEmpty() {
        assertThat(JSON.text("a", "b")).contains("text");
        assertThat(JSON.text("a", "n")).isEmpty();
        assertThat(JSON.at("a", "none")).isEmpty();
        assertThat(JSON.at("a", "b", "c")).isEmpty();
        assertThat(JSON.at("l", "0")).isEmpty();
        assertThat(JSON.at("l").orElseThrow().elements()).hasSize(2);
        assertThat(JSON.members()).containsOnlyKeys("a", "l");
    }

    @Test
    void anEmptyInputIsNotJson() {
        assertThatThrownBy(() -> Json.parse("")).isInstanceOf(Json.NotJson.class)
                .hasMessage("not JSON: the input is empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": }
            {a: 1}
            nonsense
            """)
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(Json.NotJson.class).hasMessageStartingWith(
                "not JSON: ");
    }

    @Test
    void plainValuesBecomeJsonInTheirOrder() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "\"quoted\"\n");
        value.put("list", Arrays.asList(1, 2L, true, null));
        value.put("empty", Optional.empty());
        value.put("full", Optional.of(List.of()));
        value.put("other", Optional.of(new StringBuilder("words")));

        assertThat(JsonText.of(value)).isEqualTo(
                "{\"text\":\"\\\"quoted\\\"\\n\",\"list\":[1,2,true,null],\"empty\":null,\"full\":[],\"other\":\"words\"}");
    }
}
