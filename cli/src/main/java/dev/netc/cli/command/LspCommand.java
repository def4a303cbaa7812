package dev.netc.cli.command;

import java.util.concurrent.Callable;

import dev.netc.cli.output.Console;
import dev.netc.lsp.LanguageServerProcess;
import picocli.CommandLine.Command;

/** {@code netc lsp}: a conversation with an editor. */
@Command(name = "lsp", description = {
    "The language server: speaks the Language Server Protocol on standard input and output.",
    "An editor starts it; editors/vscode is an extension that does."}, footer = {"",
        "Example: what an editor runs",
        "  netc lsp        (Neovim: vim.lsp.start({ name = 'netc', cmd = { 'netc', 'lsp' } }))"}, sortOptions = false)
public final class LspCommand implements Callable<Integer> {
    private final Console console;

    public LspCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return LanguageServerProcess.serve(System.in, console.out());
    }
}
