package dev.netc.runtime.random;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@link Stream#normals(long, double, float[])} as a kernel: 61 million initial values take a device a tenth of the time that a cold
 * JVM takes, and need no copy. A device's logarithm, sine and cosine are not {@code StrictMath}'s. So each draw is rounded twice, a
 * little below and a little above; where that gives two numbers the kernel writes down the draw's index, and the host draws that
 * one (Ziv 1991).
 *
 * <p>
 * The values are a matrix in lanes: element {@code e} of row {@code r}, which is draw {@code r * elements + e}, lies at
 * {@code ((r / lanes) * elements + e) * lanes + r % lanes}. Rows that fill up the last group of lanes become zero. A work-item draws
 * {@link #ELEMENTS} elements of a group of lanes. Arguments: values, rows, elements, the four numbers of {@link Stream#words}, deviation,
 * where indices in doubt go (first their number), how many have room there.
 *
 * @param lanes rows that lie side by side: 1 or 16
 */
public record NormalKernel(int lanes) {
    /** Of the function in OpenCL C. */
    public static final String NAME = "draw_normals";
    /** Elements that a work-item draws; even, since normals come in pairs. */
    public static final int ELEMENTS = 128;

    @SuppressWarnings("InlineFormatString") // a kernel is read by itself
    private static final String SOURCE = """
            #pragma OPENCL EXTENSION cl_khr_fp64 : enable
            #define WORDS uint%1$s
            #define SINGLES float%1$s
            #define DOUBLES double%1$s
            #define MASK int%1$s
            #define ANY(mask) %2$s
            #define TO_SINGLES convert_float%1$s_rte
            #define TO_DOUBLES convert_double%1$s
            #define EVEN(index) (convert_long%1$s((index) & 1) == 0)
            #define LANES %3$d
            // OpenCL allows log 3 units in the last place, sin and cos 4: all together less than 2^-48 of the draw.
            #define DIFFERENCE 0x1p-45

            typedef struct {
                __global float *values;
                uint rows;
                uint elements;
                uint4 words;
                double deviation;
                __global uint *doubts;
                uint room;
            } Matrix;

            // Uniform in [0, 1), a multiple of 2^-53.
            static DOUBLES uniform53(WORDS low, WORDS high) {
                return TO_DOUBLES(high) * 0x1p-32 + TO_DOUBLES(low >> 11) * 0x1p-53;
            }

            // Two draws: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011), then Box and Muller 1958.
            static void draw(WORDS block, const Matrix *m, DOUBLES *even, DOUBLES *odd) {
                WORDS a = block, b = 0, c = m->words.s0, d = m->words.s1;
                uint key0 = m->words.s2, key1 = m->words.s3;
                for (int round = 0; round < 10; round++) {
                    WORDS low0 = a * 0xD2511F53u, high0 = mul_hi(a, (WORDS)0xD2511F53u);
                    WORDS low1 = c * 0xCD9E8D57u, high1 = mul_hi(c, (WORDS)0xCD9E8D57u);
                    a = high1 ^ b ^ key0;
                    b = low1;
                    c = high0 ^ d ^ key1;
                    d = low0;
                    key0 += 0x9E3779B9u;
                    key1 += 0xBB67AE85u;
                }
                DOUBLES radius = sqrt(-2.0 * log(uniform53(a, b) + 0x1p-53));
                DOUBLES cosine;
                DOUBLES sine = sincos(6.283185307179586 * uniform53(c, d), &cosine);
                *even = m->deviation * (radius * cosine);
                *odd = m->deviation * (radius * sine);
            }

            static void doubt(MASK mask, WORDS index, const Matrix *m) {
                for (int lane = 0; lane < LANES; lane++) {
                    if (((const int *)&mask)[lane]) {
                        uint slot = atomic_inc(m->doubts);
                        if (slot < m->room) {
                            m->doubts[1 + slot] = ((const uint *)&index)[lane];
                        }
                    }
                }
            }

            static void store(DOUBLES near, WORDS row, uint element, const Matrix *m) {
                SINGLES low = TO_SINGLES(near * (1.0 - DIFFERENCE));
                SINGLES high = TO_SINGLES(near * (1.0 + DIFFERENCE));
                MASK there = row < (WORDS)m->rows;
                // what is nearly zero may be flushed to it
                MASK mask = there & ((low != high) | (fabs(low) < (SINGLES)0x1p-100f));
                if (ANY(mask)) {
                    doubt(mask, row * m->elements + element, m);
                }
                ((__global SINGLES *)m->values)[(size_t)get_global_id(1) * m->elements + element]
                    = there ? low : (SINGLES)0.0f;
            }

            __kernel void %4$s(__global float *values, uint rows, uint elements, uint word0, uint word1, uint word2, uint word3,
                    double deviation, __global uint *doubts, uint room) {
                Matrix m = {values, rows, elements, (uint4)(word0, word1, word2, word3), deviation, doubts, room};
                WORDS row = (uint)get_global_id(1) * LANES + (WORDS)(%5$s);
                uint first = (uint)get_global_id(0) * %6$d;
                uint end = min(first + %6$d, elements);
                for (uint e = first; e < end; e += 2) {
                    WORDS index = row * elements + e;
                    DOUBLES even, odd;
                    draw(index >> 1, &m, &even, &odd);
                    if (elements %% 2 == 0) {
                        store(even, row, e, &m);
                        store(odd, row, e + 1, &m);
                    } else {
                        // a pair begins here in every other row only
                        DOUBLES even2, odd2;
                        draw((index + 1) >> 1, &m, &even2, &odd2);
                        store(EVEN(index) ? even : odd, row, e, &m);
                        if (e + 1 < end) {
                            store(EVEN(index + 1) ? even2 : odd2, row, e + 1, &m);
                        }
                    }
                }
            }
            """;

    /** Makes sure that there is such a kernel. */
    public NormalKernel {
        if (lanes != 1 && lanes != 16) {
            throw new IllegalArgumentException("lanes " + lanes + " are not 1 or 16");
        }
    }

    /** OpenCL C; the device must compute in double. */
    public String source() {
        String width = lanes == 1 ? "" : Integer.toString(lanes);
        String numbers = IntStream.range(0, lanes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return SOURCE.formatted(width, lanes == 1 ? "(mask)" : "any(mask)", lanes, NAME, numbers, ELEMENTS);
    }

    /** Work-items for a matrix. */
    public long[] workItems(int rows, int elements) {
        return new long[]{Math.ceilDiv(elements, ELEMENTS), Math.ceilDiv(rows, lanes)};
    }
}
