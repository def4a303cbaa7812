/**
 * The same net on PyTorch, ONNX Runtime and netc, in turn. Start at {@link dev.netc.peers.Peers}. From the root of the
 * repository
 *
 * <pre>{@code
 * mvn -q -Ppeers -pl benchmarks/peers -am verify -DskipTests
 * mvn -q -Ppeers -pl benchmarks/peers -am verify -DskipTests -Dpeers.options="--only infer --infer 1 --rounds 9"
 * }</pre>
 *
 * builds it, fetches the peers from Maven Central (half a gigabyte, once; nothing comes from anywhere else) and runs it on a
 * Linux with an x86-64 processor; {@code --help} tells the options.
 *
 * <p>The weights are drawn once and given to all. Before anything is timed, outputs must agree, and so must, nothing being dropped,
 * the loss, the gradient of every parameter and the losses of the first steps. Each system runs as it comes, with as many threads as
 * there are cores and without what only training needs; none is given a device that the others have not. Nothing depends on this,
 * and no build without the profile knows of it.
 */
package dev.netc.peers;
