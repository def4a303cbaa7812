package dev.netc.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

import dev.netc.compiler.ModelFiles;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text: messages or a program whose every graph was verified, and never an exception. The profile {@code fuzz}
 * gives 200,000 files, and holds that none takes a second to check; without it a few are given.
 */
class FuzzTest {
    private static final int FEW = 2_000;
    private static final int FILES = Integer.getInteger("fuzz.files", FEW);
    private static final long SEED = Long.getLong("fuzz.seed", 2012);

    @Test
    void generatedNetsAreProgramsOrMessages() throws InterruptedException {
        Campaign campaign = campaign(random -> new GeneratedNet(random).text());
        assertThat(campaign.compiled()).as("%s", campaign).isPositive();
    }

    @Test
    void changedModelsAreProgramsOrMessages() throws InterruptedException {
        List<String> corpus = ModelFiles.all().stream().map(f -> ModelFiles.read(f).text()).toList();
        Campaign campaign = campaign(random -> new Mutation(random, corpus).text());
        assertThat(campaign.problems()).as("%s", campaign).isPositive();
    }

    private static Campaign campaign(Function<Random, String> texts) throws InterruptedException {
        Campaign campaign = Campaign.run(FILES / 2, SEED, texts);
        System.out.println(campaign);
        assertThat(campaign.failures()).as("%s", campaign).isEmpty();
        if (FILES > FEW) {
            assertThat(campaign.slowestSeconds()).as("checking%n%s", campaign.slowestText()).isLessThan(1);
        }
        return campaign;
    }
}
