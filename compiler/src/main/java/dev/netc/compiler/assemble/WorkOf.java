package dev.netc.compiler.assemble;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.recipe.Lowered;
import dev.netc.program.Precision;
import dev.netc.program.Size;
import dev.netc.program.Work;

/** What a node does, by its operator and types, or with as many multiply-adds as its recipe says that it needs. */
final class WorkOf {
    private WorkOf() {}

    /** All work of {@code node}, of which {@code main} is the kernel that does it. */
    static Work node(Node node, Lowered main, Precision precision) {
        List<Value> moved = new ArrayList<>(new LinkedHashSet<>(node.inputs()));
        moved.addAll(node.results());
        long direct = node.operator().multiplyAdds(node.inputs().stream().map(Value::type).toList());
        return new Work(layers(node), Size.perExample(main.multiplyAdds().orElse(direct)), Size.perExample(direct),
                new Size(bytes(moved, t -> !t.batched(), precision), bytes(moved, Type::batched, precision), 1));
    }

    /** The layers that {@code node} belongs to. */
    static List<String> layers(Node node) {
        return node.results().stream().map(WorkOf::layer).distinct().toList();
    }

    /** The binding in which a value stands: its name up to the operation, without what tells gradients and steps. */
    static String layer(Value value) {
        return value.name().replaceFirst("^(d|next|again)\\.", "").replaceFirst("[.@].*", "");
    }

    private static long bytes(Collection<Value> values, Predicate<Type> which, Precision precision) {
        return values.stream().map(Value::type).filter(which)
                .mapToLong(type -> type.shape().elements() * type.element().bytes(precision)).sum();
    }
}
