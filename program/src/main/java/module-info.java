/** What the compiler hands to the runtime: a program as plain records, and its JSON. */
module dev.netc.program {
    requires com.fasterxml.jackson.databind;

    exports dev.netc.program;

    opens dev.netc.program to com.fasterxml.jackson.databind; // records are made from JSON by reflection
}
