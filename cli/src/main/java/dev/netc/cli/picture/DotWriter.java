package dev.netc.cli.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.netc.cli.picture.Diagram.Box;
import dev.netc.cli.picture.Diagram.Kind;
import dev.netc.cli.picture.Diagram.Link;

/** Writes a diagram in the language of Graphviz. */
final class DotWriter {
    private final Diagram diagram;
    private final StringBuilder out = new StringBuilder();

    private DotWriter(Diagram diagram) {
        this.diagram = diagram;
    }

    static String write(Diagram diagram) {
        DotWriter writer = new DotWriter(diagram);
        writer.line("digraph net {");
        writer.line(
                "  label = " + quoted(diagram.title()) + "; labelloc = t; fontname = \"Helvetica\"; newrank = true;");
        writer.line("  node [shape = box, fontname = \"Helvetica\", fontsize = 11];");
        writer.line("  edge [fontname = \"Helvetica\", fontsize = 10];");
        for (int section = 0; section < diagram.sections().size(); section++) {
            for (int lane = 0; lane < diagram.sections().get(section).lanes(); lane++) {
                writer.lane(section, lane);
            }
        }
        writer.sideBySide();
        diagram.links().forEach(writer::link);
        return writer.line("}").toString();
    }

    private void lane(int section, int lane) {
        boolean columns = diagram.sections().get(section).columns() > 0;
        if (columns) {
            line("  subgraph cluster_" + section + "_" + lane + " {");
            line("    label = " + quoted("column " + lane + " · device " + lane)
                    + "; style = filled; color = \"#e6f0fa\";");
        }
        diagram.in(section).forEach(box -> box(box, lane));
        if (columns) {
            line("  }");
        }
    }

    /** Graphviz puts columns in any order, unless their first boxes stand in a row. */
    private void sideBySide() {
        for (int section = 0; section < diagram.sections().size(); section++) {
            int first = diagram.in(section).get(0).id();
            List<String> row = IntStream.range(0, diagram.sections().get(section).lanes())
                    .mapToObj(lane -> name(first, lane)).toList();
            if (row.size() > 1) {
                line("  { rank = same; " + String.join(" -> ", row) + " [style = invis]; }");
            }
        }
    }

    private void box(Box box, int lane) {
        List<String> text = new ArrayList<>(box.lines());
        if (!box.title().isEmpty()) {
            text.add(0, box.title());
        }
        String note = Notes.of(diagram, box, lane);
        if (!note.isEmpty()) {
            text.add(note);
        }
        String style = box.kind() == Kind.KERNEL ? "style = filled, fillcolor = white" : "style = rounded";
        line("    " + name(box.id(), lane) + " [label = " + quoted(String.join("\n", text)) + ", " + style + "];");
    }

    private void link(Link link) {
        for (int target = 0; target < diagram.lanes(link.to()); target++) {
            if (diagram.isExchange(link)) {
                for (int source = 0; source < diagram.lanes(link.from()); source++) {
                    arrow(link, source, target);
                }
            } else {
                arrow(link, diagram.lanes(link.from()) == 1 ? 0 : target, target);
            }
        }
    }

    private void arrow(Link link, int source, int target) {
        String color = source == target ? "" : ", color = \"#c0392b\", penwidth = 2, constraint = false";
        line("  " + name(link.from(), source) + " -> " + name(link.to(), target) + " [label = "
                + quoted(diagram.box(link.from()).shape().toString()) + color + "];");
    }

    private static String name(int box, int lane) {
        return "b" + box + "_" + lane;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private StringBuilder line(String text) {
        return out.append(text).append('\n');
    }
}
