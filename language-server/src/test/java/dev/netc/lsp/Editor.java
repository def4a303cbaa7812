package dev.netc.lsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor with one file open, that speaks to a server over pipes. Every wait ends. */
final class Editor implements LanguageClient {
    static final String URI = "file:///models/m.net";
    private static final long SECONDS = 60;

    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> status;
    private final Future<Void> listening;
    private final LanguageServer server;
    private String text = "";

    private Editor(InputStream in, OutputStream out, CompletableFuture<Integer> status) {
        Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(this, in, out);
        this.listening = launcher.startListening();
        this.server = launcher.getRemoteProxy();
        this.status = status;
    }

    /** Starts a server in a thread of its own, and says hello. */
    static Editor start() {
        try {
            PipedInputStream serverIn = new PipedInputStream(1 << 16);
            PipedInputStream editorIn = new PipedInputStream(1 << 16);
            PipedOutputStream toServer = new PipedOutputStream(serverIn);
            PipedOutputStream toEditor = new PipedOutputStream(editorIn);
            Editor editor = new Editor(editorIn, toServer,
                    CompletableFuture.supplyAsync(() -> LanguageServerProcess.serve(serverIn, toEditor),
                            task -> Thread.ofPlatform().daemon().start(task)));
            wait(editor.server.initialize(new InitializeParams()));
            return editor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LanguageServer server() {
        return server;
    }

    /** Opens the file, and waits for its diagnostics. */
    PublishDiagnosticsParams open(String content) {
        text = content;
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(URI, "net", 1, content)));
        return diagnostics();
    }

    /** Types: the whole text is sent, and its diagnostics waited for. */
    PublishDiagnosticsParams change(String content) {
        text = content;
        server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(URI, 2), List.of(new TextDocumentContentChangeEvent(content))));
        return diagnostics();
    }

    private PublishDiagnosticsParams diagnostics() {
        try {
            PublishDiagnosticsParams next = published.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("no diagnostics came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    TextDocumentIdentifier file() {
        return new TextDocumentIdentifier(URI);
    }

    /** The place of {@code |} in a stretch of the text: {@code "conv1 = im|age"}. */
    Position at(String marked) {
        String before = text.substring(0, text.indexOf(marked.replace("|", "")) + marked.indexOf('|'));
        int line = Math.toIntExact(before.chars().filter(c -> c == '\n').count());
        return new Position(line, before.length() - (before.lastIndexOf('\n') + 1));
    }

    /** The labels offered there. */
    List<String> complete(String marked) {
        return wait(server.getTextDocumentService().completion(new CompletionParams(file(), at(marked)))).getLeft()
                .stream().map(CompletionItem::getLabel).toList();
    }

    /** Says goodbye; gives the server's exit status. */
    int leave() {
        wait(server.shutdown());
        return exit();
    }

    /** Leaves without a goodbye. */
    int exit() {
        server.exit();
        int exitStatus = wait(status);
        listening.cancel(true);
        return exitStatus;
    }

    static <T> T wait(CompletableFuture<T> answer) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        published.add(diagnostics);
    }

    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public void showMessage(MessageParams message) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams message) {}
}
