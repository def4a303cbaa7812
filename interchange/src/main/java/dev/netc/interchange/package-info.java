/**
 * Networks and weights in the formats of others. Here stands what every reader gives ({@link dev.netc.interchange.Imported}) and
 * refuses ({@link dev.netc.interchange.ImportException}); {@code importer} chooses the reader. Each format has a room of its own, with
 * its schema as protoc makes it of the files in {@code src/main/protobuf}. Knows nothing of devices and of the command.
 */
package dev.netc.interchange;
