import assert from "node:assert/strict";
import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { ecsUsers, programWithServices, service } from "./ecs-users";
import { outcomesOf, previewed, previewOf } from "./preview-fidelity";
import {
    adopted,
    appliedToRevisions,
    arnOf,
    asSomebodyElse,
    endings,
    registered,
    revision,
    revisionsInState,
} from "./revisions";
import { assertToldOnce, home, scenario } from "./scenario";

const requireUnused = { deletionPolicy: { requireUnused: true } };

/** Each is a row and a service that runs its revision; then the row goes, and the service is to run another one. */
const stories = {
    literally: `"${arnOf("literally:2")}"`,
    byInput: "byInputNext.taskDefinitionArn",
    byArn: "byArnNext.arn",
    byId: "byIdNext.id",
    /** The one row gets a new revision, and nobody knows its ARN before that. */
    registered: "registered.arn",
    secretly: `pulumi.secret("${arnOf("secretly:2")}")`,
    lying: `"${arnOf("lying:2")}"`,
} as const;
type Name = keyof typeof stories;

const names = Object.keys(stories) as Name[];
const late: readonly Name[] = ["secretly", "lying"];
const early = names.filter(name => !late.includes(name));

const textBefore = (name: Name): string =>
    name === "registered"
        ? `${registered(name, "app:1", requireUnused)} ${service(name, "registered.id")}`
        : `${adopted(name, `${name}:1`, { ...requireUnused, ...(name === "lying" ? { timeouts: { release: "0s" } } : {}) })}
           ${service(name, `"${arnOf(`${name}:1`)}"`)}`;
const textAfter = (name: Name, more = ""): string => {
    const row =
        name === "registered"
            ? registered(name, "app:2", requireUnused)
            : `const ${name}Next = ${adopted(`${name}-next`, `${name}:2`)}`;
    return `${row} ${service(name, stories[name], more)}`;
};

describe("required unused", () => {
    const world = scenario(
        {
            deploymentMs: 0,
            seed: {
                clusters: [{ ...home, clusterName: "main" }],
                taskDefinitions: names
                    .filter(name => name !== "registered")
                    .flatMap(name => [revision(`${name}:1`), revision(`${name}:2`)]),
            },
        },
        ecsUsers,
    );
    const program = (moved: readonly Name[], more = "") =>
        programWithServices(
            world,
            names.map(name => (moved.includes(name) ? textAfter(name, more) : textBefore(name))).join("\n"),
        );

    before(async () => {
        program([]);
        await world.stack.up();
        program(early);
    });

    it("is told as certain, once the service has moved, however the program names the new revision", async () => {
        const { emulator, stack } = world;
        const preview = await previewOf(stack);
        assert.deepEqual(outcomesOf(preview), Object.fromEntries(early.map(name => [name, "retire"])));
        assert.equal(preview.code, 0);
        for (const name of early) {
            assert.match(
                previewed(preview, name).verdict,
                new RegExp(`^will deregister, once .*ecs/service:Service ${name} has changed`),
            );
        }
        await appliedToRevisions(world, preview, () => stack.up());
        assert.deepEqual([...endings(emulator)].sort(), early.map(name => `DeregisterTaskDefinition ${name}:1`).sort());
    });

    it("is conditional where the new revision is a secret, and refused when the service does not let go after all", async () => {
        const { emulator, stack } = world;
        const sent = endings(emulator).length;
        programWithServices(
            world,
            names.map(name => textAfter(name, name === "lying" ? "isIdle: true" : "")).join("\n"),
        );
        const preview = await previewOf(stack);
        assert.deepEqual(outcomesOf(preview), { secretly: "conditional", lying: "retire" });
        assert.equal(preview.code, 3);
        assert.match(previewed(preview, "secretly").conditions.join(), /its taskDefinition is a secret/);
        const { output } = await appliedToRevisions(
            world,
            preview,
            () => stack.up({ expectFailure: true, args: ["--continue-on-error"] }),
            { notReleased: ["lying"] },
        );
        assert.deepEqual(endings(emulator).slice(sent), ["DeregisterTaskDefinition secretly:1"]);
        assertToldOnce(
            output,
            "ECS task definition lying:1: blocked: 1 reason",
            "lying:1 is in use (service): service lying of cluster main runs lying:1",
            "remedy: deploy another revision, or set deletionPolicy.requireUnused to false",
        );
        assert.ok(revisionsInState(stack).includes("lying:1"));
    });

    it("is retired by the next run once somebody has moved the service", async () => {
        const { emulator, stack } = world;
        const sent = endings(emulator).length;
        await asSomebodyElse(emulator, ecs =>
            ecs.send(new UpdateServiceCommand({ cluster: "main", service: "lying", taskDefinition: arnOf("lying:2") })),
        );
        await stack.up();
        assert.deepEqual(endings(emulator).slice(sent), ["DeregisterTaskDefinition lying:1"]);
    });
});
