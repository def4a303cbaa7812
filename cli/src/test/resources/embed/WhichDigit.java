import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

import dev.netc.runtime.Classification;
import net.example.Digits;

/** A program that has the digits' net as a jar. */
public final class WhichDigit {
    private WhichDigit() {}

    /**
     * Says which digit a picture shows.
     *
     * @param args the picture's file
     * @throws IOException where it cannot be read
     */
    public static void main(String[] args) throws IOException {
        try (Digits net = Digits.load()) {
            for (Classification found : net.classify(ImageIO.read(new File(args[0]))).subList(0, 3)) {
                System.out.printf("%5.1f%%  %s%n", 100 * found.probability(), found.name());
            }
        }
    }
}
