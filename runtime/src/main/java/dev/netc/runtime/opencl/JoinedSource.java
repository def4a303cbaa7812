package dev.netc.runtime.opencl;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Several sources as one. Helper functions of one name, which the kernels of one program may share in name but not in text, are
 * told apart by a number; kernels keep their names.
 */
final class JoinedSource {
    private static final Pattern HELPER = Pattern.compile("(?m)^static [\\w ]*?(\\w+) *\\(");

    private JoinedSource() {}

    static String of(List<String> sources) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < sources.size(); i++) {
            append(sources.get(i), i, joined);
        }
        return joined.toString();
    }

    private static void append(String source, int number, StringBuilder joined) {
        List<String> helpers = HELPER.matcher(source).results().map((MatchResult found) -> found.group(1)).distinct()
                .toList();
        helpers.forEach(name -> joined.append("#define ").append(name).append(' ').append(name).append('_')
                .append(number).append('\n'));
        joined.append(source).append('\n');
        helpers.forEach(name -> joined.append("#undef ").append(name).append('\n'));
    }
}
