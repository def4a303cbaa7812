package dev.netc.lsp;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** The frame of a conversation: what the server can do, and when it ends. */
final class NetServer implements LanguageServer {
    private final NetDocuments documents = new NetDocuments();
    private final CompletableFuture<Integer> exited = new CompletableFuture<>();
    private boolean shutDown;

    void connect(LanguageClient client) {
        documents.connect(client);
    }

    /** The editor has gone; where it has not said so, that is an error. */
    void leave() {
        exited.complete(1);
    }

    /** Completes with the exit status once the editor has said {@code exit}, or is gone. */
    CompletableFuture<Integer> exited() {
        return exited;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams parameters) {
        ServerCapabilities can = new ServerCapabilities();
        can.setTextDocumentSync(TextDocumentSyncKind.Full);
        can.setHoverProvider(true);
        can.setCompletionProvider(new CompletionOptions(false, List.of(">", "(", ",", ":", " ")));
        can.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", ",")));
        can.setDefinitionProvider(true);
        can.setReferencesProvider(true);
        can.setRenameProvider(true);
        can.setDocumentSymbolProvider(true);
        can.setDocumentFormattingProvider(true);
        return CompletableFuture.completedFuture(new InitializeResult(can, new ServerInfo("netc")));
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void exit() {
        exited.complete(shutDown ? 0 : 1);
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return new NoWorkspace();
    }
}
