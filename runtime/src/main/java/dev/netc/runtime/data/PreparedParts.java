package dev.netc.runtime.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.netc.runtime.timeline.Timeline;

/**
 * The parts of a data set as a net reads them. A part is prepared once, whoever asks for it: an image that was decoded for one is
 * there for all. Any thread may ask.
 *
 * <p>
 * Before there is a model to train, images can be decoded ahead: compiling a net leaves cores idle. Closing ends that.
 */
public final class PreparedParts implements AutoCloseable {
    private final CacheRoom room;
    private final Map<Key, PreparedPart> parts = new ConcurrentHashMap<>();
    private final List<ReadAhead> ahead = new ArrayList<>();

    private record Key(Part part, Preparation preparation) {}

    /** Of no part yet; so many bytes of decoded images may be kept. */
    public PreparedParts(long cacheBytes) {
        this.room = new CacheRoom(cacheBytes);
    }

    /**
     * A part, prepared now or before.
     *
     * @throws DataException as {@link PreparedPart#PreparedPart}
     */
    public PreparedPart of(Part part, Preparation preparation) {
        return parts.computeIfAbsent(new Key(part, preparation), key -> new PreparedPart(part, preparation, room));
    }

    /**
     * Begins to decode images of a part, in this order, by a thread of its own. What fails there fails again, and is told, where the
     * image is asked for.
     */
    public synchronized void readAhead(Part part, Preparation preparation, int[] order, Timeline timeline) {
        ahead.add(new ReadAhead(() -> of(part, preparation), order, timeline));
    }

    /** Decodes no more images ahead: who asks now has all cores for what is missing. Waits for the images that are under way. */
    public synchronized void stopReading() {
        ahead.forEach(ReadAhead::close);
        ahead.clear();
    }

    @Override
    public void close() {
        stopReading();
    }
}
