/**
 * The typed Java class of a compiled net, written with JavaPoet: what a program that embeds the net calls. Start at
 * {@link dev.netc.compiler.host.HostClass}. It names the runtime's classes, but does not depend on them.
 */
package dev.netc.compiler.host;
