package dev.netc.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a page, or of a drawing in it. Texts and attributes are any text: {@link HtmlPrinter} escapes them.
 */
sealed interface Html {
    /** An element; attributes in their order. */
    record Element(String name, Map<String, String> attributes, List<Html> children) implements Html {
        public Element {
            attributes = new LinkedHashMap<>(attributes);
            children = List.copyOf(children);
        }

        /** The same with one attribute more. */
        Element with(String attribute, Object value) {
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(attribute, value.toString());
            return new Element(name, more, children);
        }

        /** The same with a class. */
        Element as(String styleClass) {
            return with("class", styleClass);
        }

        /** The same with more in it. */
        Element holding(List<? extends Html> more) {
            List<Html> all = new ArrayList<>(children);
            all.addAll(more);
            return new Element(name, attributes, all);
        }
    }

    /** Text. */
    record Text(String text) implements Html {}

    /** Markup that was made elsewhere and is taken as it is: never text of a user's. */
    record Markup(String markup) implements Html {}

    static Element element(String name, Html... children) {
        return new Element(name, Map.of(), List.of(children));
    }

    static Element element(String name, List<? extends Html> children) {
        return new Element(name, Map.of(), List.copyOf(children));
    }

    static Element element(String name, String text) {
        return element(name, new Text(text));
    }

    /** A paragraph of plain text in which {@code `code`} stands between backticks. */
    static Element prose(String text) {
        List<Html> children = new ArrayList<>();
        Matcher code = Pattern.compile("`([^`]+)`").matcher(text);
        int end = 0;
        while (code.find()) {
            children.add(new Text(text.substring(end, code.start())));
            children.add(element("code", code.group(1)));
            end = code.end();
        }
        children.add(new Text(text.substring(end)));
        return element("p", children);
    }
}
