package dev.netc.interchange.caffe;

import dev.netc.interchange.caffe.schema.LayerParameter;

/** What a type of layer becomes. */
interface LayerType {
    /**
     * Says a layer in the language.
     *
     * @throws dev.netc.interchange.draft.Refusal where the language cannot say it
     */
    void translate(LayerParameter layer, CaffeNet net);
}
