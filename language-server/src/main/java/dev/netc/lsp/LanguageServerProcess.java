package dev.netc.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/** One conversation with one editor: JSON-RPC messages by the Language Server Protocol, 3.17, in and out. */
public final class LanguageServerProcess {
    private LanguageServerProcess() {}

    /**
     * Answers until the editor says {@code exit} or is gone.
     *
     * @param in what the editor writes
     * @param out what it reads; nothing else may be written there
     * @return the exit status of the protocol: 0 after {@code shutdown} and {@code exit}, else 1
     */
    public static int serve(InputStream in, OutputStream out) {
        NetServer server = new NetServer();
        Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(server, in, out);
        server.connect(launcher.getRemoteProxy());
        Future<Void> listening = launcher.startListening();
        Thread.ofPlatform().daemon().name("netc lsp: waits for the end").start(() -> {
            end(listening);
            server.leave();
        });
        return server.exited().join();
    }

    /** Waits until the editor's end is closed. */
    private static void end(Future<Void> listening) {
        try {
            listening.get();
        } catch (InterruptedException | ExecutionException e) {
            System.err.println("netc lsp: " + e); // the conversation is over, whatever ended it
        }
    }
}
