package dev.netc.runtime.error;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What a file system said, in words that do not name the file: whoever shows them has named it. */
public final class FileTrouble {
    private FileTrouble() {}

    /** {@code there is no such file}. */
    public static String words(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "it may not be read or written";
            case NotDirectoryException plain -> "it is no folder";
            case FileAlreadyExistsException there -> "a file of that name is in the way";
            case DirectoryNotEmptyException folder -> "a folder of that name is in the way";
            case CharacterCodingException binary -> "it is no text in UTF-8";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(thrown.getMessage());
        };
    }
}
