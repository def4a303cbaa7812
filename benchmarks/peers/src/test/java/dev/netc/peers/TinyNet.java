package dev.netc.peers;

/** A net with everything that the comparison knows, small enough for tests. */
final class TinyNet {
    static final String TEXT = """
            net Tiny {
              input image: [3, 15, 15]
              input label: class(10)
              columns 2 {
                conv1 = image      -> conv(8, 5, stride: 2, pad: end(2)) -> relu -> lrn -> maxpool(3, stride: 2, round: down)
                conv2 = conv1      -> conv(8, 3, pad: 1)      -> relu -> lrn
                conv3 = all(conv2) -> conv(6, 3, bias: none)  -> relu
                fc    = all(conv3) -> dense(12) -> relu -> dropout(0.5, scale: test)
              }
              logits = all(fc) -> dropout(0.25) -> dense(10)
              output probabilities = softmax(logits)
              train {
                loss cross_entropy(logits, label)
                optimizer sgd(rate: 0.01, momentum: 0.9, decay: 0.0005)
              }
            }
            """;

    private TinyNet() {}
}
