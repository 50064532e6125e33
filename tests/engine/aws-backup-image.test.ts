import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario, timesTold } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const guarded = "ami-0a1b2c3d4e5f60002";

describe("aws backup image", () => {
    const world = scenario({
        seed: {
            images: [
                { ...home, ImageId: id, ImageOwnerAlias: "aws-backup-vault" },
                {
                    ...home,
                    ImageId: guarded,
                    ImageOwnerAlias: "aws-backup-vault",
                    DeregistrationProtection: "enabled-without-cooldown",
                },
            ],
        },
    });
    const done = { output: "" };

    before(async () => {
        const lifted = { deletionPolicy: { force: true, disableDeregistrationProtection: true } };
        world.stack.program([ami("lifted", id, lifted), ami("guarded", guarded)].join("\n"));
        await world.stack.up();
        world.stack.program("");
        done.output = (await world.stack.up({ expectFailure: true })).output;
    });

    it("is refused, whatever else the policy lifts", () => {
        assertToldOnce(done.output, `${id} is managed by AWS Backup, which EC2 does not let anybody else deregister`);
    });

    it("is refused for all its reasons at once", () => {
        assertToldOnce(
            done.output,
            "blocked: 2 reasons",
            `${guarded} is managed by AWS Backup, which EC2 does not let anybody else deregister`,
            `deregistration protection of ${guarded} is "enabled-without-cooldown"`,
            "remedy: set deletionPolicy.disableDeregistrationProtection to true",
        );
        assert.equal(timesTold(done.output, "remedy: delete the recovery point in AWS Backup"), 2);
    });

    it("is left alone: nothing is sent, not even a probe, and the rows stay", async () => {
        const acting = world.emulator.requests().filter(({ operation }) => !/^(Get|List|Describe)/.test(operation));
        assert.deepEqual(acting, []);
        assert.deepEqual(await rowIds(world.stack), [id, guarded]);
    });
});
