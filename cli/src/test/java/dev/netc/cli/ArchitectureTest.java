package dev.netc.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies run one way: {@code cli -> compiler -> program <- runtime}, and {@code cli -> runtime}. */
@AnalyzeClasses(packages = "dev.netc", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theGrammarKnowsNoOtherModule = module("grammar");

    @ArchTest
    static final ArchRule theProgramKnowsNoOtherModule = module("program");

    @ArchTest
    static final ArchRule theCompilerKnowsGrammarAndProgram = module("compiler", "grammar", "program");

    @ArchTest
    static final ArchRule theLanguageServerKnowsNoDevices = module("lsp", "compiler", "grammar", "program");

    @ArchTest
    static final ArchRule theLanguageServersProtocolStaysInItsModule = noClasses()
            .that().resideOutsideOfPackage("dev.netc.lsp")
            .should().dependOnClassesThat().resideInAPackage("org.eclipse.lsp4j..");

    @ArchTest
    static final ArchRule theRuntimeKnowsTheProgramAndNothingOfTheCompiler = module("runtime", "program");

    @ArchTest
    static final ArchRule interchangeKnowsNetsTensorsAndNoDevices = noClasses()
            .that().resideInAPackage("dev.netc.interchange..").should()
            .dependOnClassesThat(resideInAPackage("dev.netc..").and(not(resideInAnyPackage(packagesOf("interchange"),
                    packagesOf("compiler"), packagesOf("program"), "dev.netc.runtime.weights..",
                    "dev.netc.runtime.tensor..", "dev.netc.runtime.error.."))));

    @ArchTest
    static final ArchRule protobufStaysInItsModule = noClasses()
            .that().resideOutsideOfPackage("dev.netc.interchange..")
            .should().dependOnClassesThat().resideInAPackage("com.google.protobuf..");

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("dev.netc.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule openClIsCalledFromOnePackageAlone = noClasses()
            .that().resideOutsideOfPackage("dev.netc.runtime.opencl")
            .should().dependOnClassesThat().resideInAPackage("org.jocl..");

    @ArchTest
    static final ArchRule theProgramNeedsNoLibraryButJackson = classes()
            .that().resideInAPackage("dev.netc.program..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("dev.netc.program..", "java..", "com.fasterxml.jackson..");

    /** Of this project's modules, the one named first may depend on itself and on those named after it. */
    private static ArchRule module(String name, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = packagesOf(name);
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = packagesOf(others[i]);
        }
        return noClasses().that().resideInAPackage(packagesOf(name)).should()
                .dependOnClassesThat(resideInAPackage("dev.netc..").and(not(resideInAnyPackage(allowed))));
    }

    private static String packagesOf(String module) {
        return "dev.netc." + module + "..";
    }
}
