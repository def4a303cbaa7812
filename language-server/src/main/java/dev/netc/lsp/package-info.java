/**
 * The language server, {@code netc lsp}: an editor's questions about a model file, answered while the file is being
 * written and may be broken. Start at {@link dev.netc.lsp.LanguageServerProcess}, then {@code NetDocuments}: a question a
 * method. Whatever is said is the compiler's: its messages, its shapes, its words for operators. Knows nothing of devices.
 */
package dev.netc.lsp;
