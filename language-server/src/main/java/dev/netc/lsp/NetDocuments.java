package dev.netc.lsp;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;

/** The open files, and an answer to each question about one. A file is understood anew with every change. */
final class NetDocuments implements TextDocumentService {
    private final Map<String, Document> open = new ConcurrentHashMap<>();
    private LanguageClient client;

    void connect(LanguageClient editor) {
        client = editor;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams parameters) {
        understand(parameters.getTextDocument().getUri(), parameters.getTextDocument().getText());
    }

    /** Changes come as whole texts: {@link NetServer} says so. */
    @Override
    public void didChange(DidChangeTextDocumentParams parameters) {
        understand(parameters.getTextDocument().getUri(), parameters.getContentChanges().getLast().getText());
    }

    @Override
    public void didClose(DidCloseTextDocumentParams parameters) {
        String uri = parameters.getTextDocument().getUri();
        open.remove(uri);
        client.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
    }

    @Override
    public void didSave(DidSaveTextDocumentParams parameters) {}

    private void understand(String uri, String text) {
        Document document = Document.of(uri, text);
        open.put(uri, document);
        client.publishDiagnostics(new PublishDiagnosticsParams(uri, Diagnostics.of(document)));
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams parameters) {
        return at(parameters, cursor -> Hovers.at(cursor).orElse(null), null);
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams parameters) {
        return at(parameters, Completions::at, List.<CompletionItem>of()).thenApply(Either::forLeft);
    }

    @Override
    public CompletableFuture<SignatureHelp> signatureHelp(SignatureHelpParams parameters) {
        return at(parameters, cursor -> SignatureHelps.at(cursor).orElse(null), null);
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams parameters) {
        return at(parameters, References::definition, List.<Location>of()).thenApply(Either::forLeft);
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams parameters) {
        return at(parameters, References::all, List.<Location>of()).thenApply(all -> all);
    }

    @Override
    public CompletableFuture<WorkspaceEdit> rename(RenameParams parameters) {
        return at(parameters, cursor -> References.rename(cursor, parameters.getNewName()), new WorkspaceEdit());
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams parameters) {
        return of(parameters.getTextDocument(), Symbols::of, List.<DocumentSymbol>of()).thenApply(
                all -> all.stream().map(Either::<SymbolInformation, DocumentSymbol>forRight).toList());
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams parameters) {
        return of(parameters.getTextDocument(), Document::layout, List.<TextEdit>of()).thenApply(all -> all);
    }

    /** An answer about a place; {@code otherwise} where the file is not open. */
    private <T> CompletableFuture<T> at(TextDocumentPositionParams place, Function<Cursor, T> answer, T otherwise) {
        return of(place.getTextDocument(),
                document -> answer.apply(new Cursor(document, document.offset(place.getPosition()))), otherwise);
    }

    private <T> CompletableFuture<T> of(TextDocumentIdentifier file, Function<Document, T> answer, T otherwise) {
        Document document = open.get(file.getUri());
        return completedFuture(document == null ? otherwise : answer.apply(document));
    }
}
