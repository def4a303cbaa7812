package dev.netc.compiler.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class GlobTest {

    @Property(tries = 500)
    void aStarStandsForAnyCharacters(@ForAll @Chars({'a', 'b', '.', '*'}) @StringLength(max = 6) String glob,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String name) {
        String pattern = Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        assertThat(new Glob(glob).matches(name)).isEqualTo(Pattern.matches(pattern, name));
    }
}
