/**
 * The contract between compiler and runtime: a compiled model as plain records, and their JSON. It knows neither how a
 * program is made nor how it runs.
 */
package dev.netc.program;
