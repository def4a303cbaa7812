package dev.netc.interchange.caffe;

import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.NetStateRule;
import dev.netc.interchange.caffe.schema.Phase;

/** Which layers are there when a net is trained, and when it is used. */
final class Phases {
    private Phases() {}

    static boolean isThere(LayerParameter layer, Phase phase) {
        if (layer.getIncludeCount() > 0) {
            return layer.getIncludeList().stream().anyMatch(rule -> meets(rule, phase));
        }
        return layer.getExcludeList().stream().noneMatch(rule -> meets(rule, phase));
    }

    /** At level 0, in no stage. */
    private static boolean meets(NetStateRule rule, Phase phase) {
        return (!rule.hasPhase() || rule.getPhase() == phase) && (!rule.hasMinLevel() || rule.getMinLevel() <= 0)
                && (!rule.hasMaxLevel() || rule.getMaxLevel() >= 0) && rule.getStageCount() == 0;
    }
}
