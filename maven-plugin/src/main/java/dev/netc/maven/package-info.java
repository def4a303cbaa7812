/**
 * Model files as sources of a Maven build: {@code netc-maven-plugin}. Start at {@link dev.netc.maven.CompileMojo}. It runs in
 * Maven's own JVM and knows nothing of the compiler but its command, which it starts in a JVM of its own.
 */
package dev.netc.maven;
