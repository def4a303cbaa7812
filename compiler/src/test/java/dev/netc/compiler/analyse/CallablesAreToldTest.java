package dev.netc.compiler.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Parameter;
import dev.netc.compiler.define.Entry;
import dev.netc.compiler.define.Vocabulary;
import org.junit.jupiter.api.Test;

/** The vocabulary tells of each function that a model finds, as it is. */
class CallablesAreToldTest {
    private final Callables prelude = new Callables();

    private List<String> names() {
        List<String> names = new ArrayList<>(prelude.names(prelude.size()));
        names.addAll(ScalarOperators.primitives());
        return names;
    }

    @Test
    void everyFunctionIsTold() {
        assertThat(Vocabulary.of(Entry.Group.FUNCTION)).extracting(Entry::name)
                .containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void functionsAreCalledAsTheyAreTold() {
        assertThat(Vocabulary.of(Entry.Group.FUNCTION)).allSatisfy(
                entry -> assertThat(entry.usage()).isEqualTo(entry.name() + "(" + parameters(entry.name()) + ")"));
    }

    private String parameters(String name) {
        Stream<String> parameters = prelude.find(name, prelude.size())
                .map(c -> ((Item.Function) c.item()).parameters().stream().map(CallablesAreToldTest::written))
                .orElseGet(() -> ScalarOperators.parameters(name).stream());
        return String.join(", ", parameters.toList());
    }

    private static String written(Parameter parameter) {
        return parameter.name().text() + parameter.defaultValue().map(d -> " = " + d.span().text()).orElse("");
    }
}
