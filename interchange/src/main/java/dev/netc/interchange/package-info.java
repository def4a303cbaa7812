/**
 * Networks and weights in the formats of others. Each format has a room of its own, with its schema as protoc makes it of the
 * files in {@code src/main/protobuf}. Knows nothing of devices and of the command.
 */
package dev.netc.interchange;
