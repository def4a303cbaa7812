// Starts `netc lsp` and connects it with the editor. Everything else is the language server's.
'use strict';

const { workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

function activate() {
  const command = workspace.getConfiguration('netc').get('command', 'netc');
  const server = { command, args: ['lsp'] };
  client = new LanguageClient('netc', 'netc', server, { documentSelector: [{ language: 'net' }] });
  return client.start();
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
