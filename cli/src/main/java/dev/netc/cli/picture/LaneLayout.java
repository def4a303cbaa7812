package dev.netc.cli.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.cli.picture.Diagram.Box;
import dev.netc.cli.picture.Diagram.Kind;
import dev.netc.cli.picture.Diagram.Link;
import org.eclipse.elk.alg.layered.options.EdgeStraighteningStrategy;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortAlignment;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where the boxes of one section stand in one lane, by Eclipse ELK's layered algorithm: layers as early as can be, so that an
 * {@code all} stands right beneath what it joins. All lanes of a section are alike.
 */
final class LaneLayout {
    /** Above an {@code all}: room for the arrows from other columns. */
    static final double EXCHANGE = 68;

    private final Diagram diagram;
    private final int section;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<Integer, ElkNode> nodes = new HashMap<>();
    private final Map<Integer, ElkPort> ports = new HashMap<>();
    private final Map<Link, ElkEdge> edges = new HashMap<>();
    private final Map<Integer, ElkNode> exits = new HashMap<>();
    private final Map<Link, ElkNode> entries = new HashMap<>();

    /**
     * A lane laid out.
     *
     * @param boxes by number
     * @param routes of the links within the section, in this lane
     * @param exits where a value leaves at the foot, by its box
     * @param entries where it comes in at the head and its way from there
     */
    record Lane(Map<Integer, Rectangle> boxes, Map<Link, List<Point>> routes, Map<Integer, List<Point>> exits,
            Map<Link, List<Point>> entries, double width, double height) {}

    private LaneLayout(Diagram diagram, int section) {
        this.diagram = diagram;
        this.section = section;
    }

    static Lane of(Diagram diagram, int section) {
        LaneLayout layout = new LaneLayout(diagram, section);
        layout.options();
        diagram.in(section).forEach(layout::add);
        diagram.links().forEach(layout::add);
        new RecursiveGraphLayoutEngine().layout(layout.root, new BasicProgressMonitor());
        return layout.lane();
    }

    private void options() {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(0));
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.LONGEST_PATH_SOURCE);
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_EDGES);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_BK_EDGE_STRAIGHTENING,
                EdgeStraighteningStrategy.IMPROVE_STRAIGHTNESS);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 24.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 28.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 8.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
    }

    private void add(Box box) {
        BoxSize size = Notes.size(diagram, box);
        ElkNode node = ElkGraphUtil.createNode(root);
        node.setDimensions(size.width(), above(box) + size.height() + below(box));
        if (box.kind() == Kind.ALL && above(box) == 0) {
            node.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.FIRST);
        }
        nodes.put(box.id(), node);
    }

    private double above(Box box) {
        boolean inside = box.kind() == Kind.ALL && diagram.links().stream()
                .anyMatch(l -> l.to() == box.id() && diagram.box(l.from()).section() == section);
        return inside ? EXCHANGE : 0;
    }

    private double below(Box box) {
        return Notes.isLabelled(diagram, box) ? BoxSize.LABEL : 0;
    }

    private void add(Link link) {
        boolean starts = diagram.box(link.from()).section() == section;
        boolean ends = diagram.box(link.to()).section() == section;
        if (starts && ends) {
            edges.put(link, edge(port(link.from()), nodes.get(link.to())));
        } else if (starts) {
            exits.computeIfAbsent(link.from(), from -> exit(from));
        } else if (ends && !diagram.isExchange(link)) {
            entries.put(link, pin(LayerConstraint.FIRST));
            ElkGraphUtil.createSimpleEdge(entries.get(link), nodes.get(link.to()));
        }
    }

    private ElkNode exit(int from) {
        ElkNode exit = pin(LayerConstraint.LAST);
        edge(port(from), exit);
        return exit;
    }

    private ElkNode pin(LayerConstraint constraint) {
        ElkNode pin = ElkGraphUtil.createNode(root);
        pin.setDimensions(1, 1);
        pin.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, constraint);
        return pin;
    }

    private static ElkEdge edge(ElkPort from, ElkNode to) {
        return ElkGraphUtil.createSimpleEdge(from, to);
    }

    /** All links leave a box in its middle. */
    private ElkPort port(int box) {
        return ports.computeIfAbsent(box, id -> {
            ElkNode node = nodes.get(id);
            node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
            node.setProperty(CoreOptions.PORT_ALIGNMENT_DEFAULT, PortAlignment.CENTER);
            ElkPort port = ElkGraphUtil.createPort(node);
            port.setProperty(CoreOptions.PORT_SIDE, PortSide.SOUTH);
            return port;
        });
    }

    private Lane lane() {
        Map<Integer, Rectangle> places = new HashMap<>();
        diagram.in(section).forEach(box -> places.put(box.id(), visible(box)));
        Map<Link, List<Point>> routes = new HashMap<>();
        edges.forEach((link, edge) -> routes.put(link, route(edge, places.get(link.from()), places.get(link.to()))));
        Map<Integer, List<Point>> out = new HashMap<>();
        exits.forEach((box, node) -> out.put(box, route(node.getIncomingEdges().get(0), places.get(box), null)));
        Map<Link, List<Point>> in = new HashMap<>();
        entries.forEach((link, node) -> in.put(link,
                route(node.getOutgoingEdges().get(0), null, places.get(link.to()))));
        return new Lane(places, routes, out, in, root.getWidth(), root.getHeight());
    }

    private Rectangle visible(Box box) {
        ElkNode node = nodes.get(box.id());
        double above = above(box);
        return new Rectangle(node.getX(), node.getY() + above, node.getWidth(),
                node.getHeight() - above - below(box));
    }

    /** The way of an edge, from the foot of what is seen of its source to the head of what is seen of its target. */
    private static List<Point> route(ElkEdge edge, Rectangle from, Rectangle to) {
        ElkEdgeSection way = edge.getSections().get(0);
        List<Point> points = new ArrayList<>();
        points.add(new Point(way.getStartX(), from == null ? way.getStartY() : from.bottom()));
        way.getBendPoints().forEach(b -> points.add(new Point(b.getX(), b.getY())));
        points.add(new Point(way.getEndX(), to == null ? way.getEndY() : to.y()));
        return points;
    }
}
