package dev.netc.cli.embed;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A generated class, called as its user's code calls it.
 *
 * @param loader that the class is from
 * @param type the class
 * @param net an object of it; null before one was loaded
 */
record Called(URLClassLoader loader, Class<?> type, Object net) implements AutoCloseable {

    static Called of(Path jar, String name) throws IOException, ReflectiveOperationException {
        URLClassLoader loader = RuntimeAlone.loader(jar);
        return new Called(loader, loader.loadClass(name), null);
    }

    /** Calls a static method that loads the net. */
    Called loaded(String method, Object... arguments) {
        return new Called(loader, type, call(method, arguments));
    }

    /** Calls a method by name and arguments; what it throws is thrown. */
    Object call(String method, Object... arguments) {
        Method found = Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(method) && takes(m.getParameterTypes(), arguments)).findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no " + method + Arrays.toString(arguments)));
        try {
            return found.invoke(net, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new LinkageError(method, e);
        }
    }

    private static boolean takes(Class<?>[] types, Object... arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Class<?> wanted = types[i] == int.class
                    ? Integer.class
                    : types[i] == double.class ? Double.class : types[i];
            if (!wanted.isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        if (net != null) {
            call("close");
        }
        loader.close();
    }
}
