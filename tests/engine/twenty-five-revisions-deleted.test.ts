import assert from "node:assert/strict";
import { outcomesOf, previewOf } from "./preview-fidelity";
import { adopted, appliedToRevisions, arnOf, endings, revision, revisionsInState, statusesOf } from "./revisions";
import { assertToldOnce, scenario } from "./scenario";

const names = Array.from({ length: 25 }, (_, index) => `web:${index + 1}`);
const stubborn = "web:13";
const others = names.filter(name => name !== stubborn);

describe("twenty-five revisions deleted", () => {
    const world = scenario({ seed: { taskDefinitions: names.map(name => revision(name)) } });

    it("asks for them by tens, and keeps the one row that ECS would not delete, with its reason; the next run finishes", async () => {
        const { emulator, stack } = world;
        const args = { deletionPolicy: { action: "delete" }, timeouts: { confirm: "1s" } };
        stack.program(names.map(name => adopted(name.replace(":", "-"), name, args)).join("\n"));
        await stack.up();

        // ECS says that it is INACTIVE, and then it is not.
        const body = JSON.stringify({ taskDefinition: { taskDefinitionArn: arnOf(stubborn), status: "INACTIVE" } });
        const when = { taskDefinition: arnOf(stubborn) };
        emulator.failNext("ecs:DeregisterTaskDefinition", { status: 200, body, when });
        stack.program("");
        const preview = await previewOf(stack);
        assert.deepEqual([...new Set(Object.values(outcomesOf(preview)))], ["retire"]);
        await appliedToRevisions(world, preview, async () => {
            const { output } = await stack.up({
                expectFailure: true,
                args: ["--continue-on-error", "--parallel", "32"],
            });
            assertByTens();
            assertToldOnce(
                output,
                `ECS task definition ${stubborn}: retiring it failed`,
                "The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
            );
            assert.deepEqual(revisionsInState(stack), [stubborn]);
            const { [stubborn]: status, ...rest } = statusesOf(emulator);
            assert.equal(status, "ACTIVE");
            assert.deepEqual(rest, Object.fromEntries(others.map(name => [name, "DELETE_IN_PROGRESS"])));
            return stack.up();
        });
        assert.deepEqual(revisionsInState(stack), []);
        assert.deepEqual(endings(emulator).slice(-2), [
            `DeregisterTaskDefinition ${stubborn}`,
            `DeleteTaskDefinitions ${stubborn}`,
        ]);
    });

    /** Each exactly once, but the one that is asked for again. */
    const assertByTens = () => {
        const asked = world.emulator
            .requests("ecs:DeleteTaskDefinitions")
            .map(({ input }) => input.taskDefinitions as readonly string[]);
        assert.ok(
            asked.every(arns => arns.length <= 10),
            "at most ten in one request",
        );
        const first = asked.filter(arns => arns.some(arn => arn !== arnOf(stubborn)));
        assert.ok(first.length <= 5, `${first.length} requests for ${names.length} revisions`);
        assert.deepEqual(
            asked
                .flat()
                .filter(arn => arn !== arnOf(stubborn))
                .sort(),
            others.map(name => arnOf(name)).sort(),
        );
        assert.equal(world.emulator.requests("ecs:DeregisterTaskDefinition").length, names.length);
    };
});
