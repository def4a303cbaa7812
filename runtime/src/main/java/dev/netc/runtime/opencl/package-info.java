/**
 * OpenCL behind owned handles: devices and their names, contexts and queues, memory, compiled kernels. The only package that
 * knows JOCL. Every native object has one owner that releases it once; using it afterwards is an exception in words. Start at
 * {@link dev.netc.runtime.opencl.Machine}. Knows nothing of programs and functions.
 */
package dev.netc.runtime.opencl;
