package dev.netc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textsAndAttributesAreEscaped() {
        Html cell = Html.element("td", "<script>alert('&')</script>").with("title", "\"quoted\" <b>");
        assertThat(HtmlPrinter.print(cell)).isEqualTo("<td title=\"&quot;quoted&quot; &lt;b&gt;\">"
                + "&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</td>");
    }

    @Test
    void whatHtmlHasNoLetterForIsReplaced() {
        assertThat(HtmlPrinter.print(new Html.Text("a\u0000b\u001bc\ud800d\u00e9\ud83d\udc1f")))
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\u00e9\ud83d\udc1f");
    }

    @Test
    void whatHoldsNothingHasNoEnd() {
        assertThat(HtmlPrinter.print(Html.element("span", Html.element("img").with("src", "x"))))
                .isEqualTo("<span><img src=\"x\"></span>");
    }

    @Test
    void codeStandsBetweenBackticksAndOneAloneIsLeft() {
        assertThat(HtmlPrinter.print(Html.prose("`a` and `<b>`"))).isEqualToNormalizingNewlines(
                "<p><code>a</code> and <code>&lt;b&gt;</code></p>\n");
        assertThat(HtmlPrinter.print(Html.prose("one ` alone"))).contains("one ` alone");
    }
}
