package dev.netc.compiler.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.netc.compiler.kernel.Expr.Name;

/** Statements in the making. */
public final class Code {
    private final List<Statement> statements = new ArrayList<>();

    public List<Statement> statements() {
        return statements;
    }

    /** A constant. */
    public Name let(KernelType type, String name, Expr value) {
        statements.add(new Statement.Declare(type, name, value, true));
        return new Name(name);
    }

    /** A variable. */
    public Name variable(KernelType type, String name, Expr value) {
        statements.add(new Statement.Declare(type, name, value, false));
        return new Name(name);
    }

    public void array(KernelType type, String name, int length) {
        statements.add(new Statement.Array(type, name, length));
    }

    /** An array that a work-group shares. */
    public void localArray(KernelType type, String name, int length) {
        statements.add(new Statement.LocalArray(type, name, length));
    }

    /** To be reached by every work-item of a group, or by none. */
    public void barrier() {
        statements.add(new Statement.Barrier());
    }

    public void assign(Name name, Expr value) {
        statements.add(new Statement.Assign(name.name(), value));
    }

    public void store(String pointer, Expr index, Expr value) {
        statements.add(new Statement.Store(pointer, index, value));
    }

    /** Stores a vector of so many lanes as the {@code index}-th one of an array of single numbers. */
    public void storeVector(int lanes, String array, Expr index, Expr value) {
        statements.add(new Statement.StoreVector(lanes, array, index, value));
    }

    /** A loop that no compiler unrolls: what it reads again it reads from memory, where registers are few. */
    public void rolledLoop(String name, Expr from, Expr to, Loop body) {
        raw("#pragma unroll 1");
        Code inner = new Code();
        body.write(inner, new Name(name));
        statements.add(new Statement.For(KernelType.INT, name, from, to, 1, inner.statements));
    }

    /** A loop; one that runs exactly once is written without. */
    public void loop(String name, Expr from, Expr to, int step, Loop body) {
        loop(KernelType.INT, name, from, to, step, body);
    }

    /** A loop whose counter is of a type. */
    public void loop(KernelType type, String name, Expr from, Expr to, int step, Loop body) {
        Code inner = new Code();
        if (from instanceof Expr.Whole(long a) && to instanceof Expr.Whole(long b) && a < b && b <= a + step) {
            body.write(inner, from);
            splice(inner);
            return;
        }
        body.write(inner, new Name(name));
        statements.add(new Statement.For(type, name, from, to, step, inner.statements));
    }

    /** Statements in a block of their own where they would name something twice. */
    public void block(Consumer<Code> body) {
        Code inner = new Code();
        body.accept(inner);
        splice(inner);
    }

    /** Goes on with the statements of {@code inner}, in a block of their own where they would name something twice. */
    private void splice(Code inner) {
        Set<String> names = declared(statements);
        if (declared(inner.statements).stream().anyMatch(names::contains)) {
            statements.add(new Statement.Block(inner.statements));
        } else {
            statements.addAll(inner.statements);
        }
    }

    private static Set<String> declared(List<Statement> statements) {
        Set<String> names = new HashSet<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Declare d) {
                names.add(d.name());
            } else if (statement instanceof Statement.Array a) {
                names.add(a.name());
            }
        }
        return names;
    }

    public void loop(String name, long to, Loop body) {
        loop(name, Exprs.whole(0), Exprs.whole(to), 1, body);
    }

    /** An if; where the condition always holds the statements alone. */
    public void when(Expr condition, Consumer<Code> then) {
        Code inner = new Code();
        then.accept(inner);
        if (condition instanceof Expr.Whole(long value) && value != 0) {
            splice(inner);
        } else {
            statements.add(new Statement.If(condition, inner.statements));
        }
    }

    /** Calls a function for what it does. */
    public void invoke(Expr.Call call) {
        statements.add(new Statement.Invoke(call));
    }

    public void comment(String text) {
        statements.add(new Statement.Comment(text));
    }

    /** OpenCL C as it stands. */
    public void raw(String text) {
        statements.add(new Statement.Raw(text));
    }

    /** The body of a loop, given its counter. */
    public interface Loop {
        void write(Code code, Expr counter);
    }
}
