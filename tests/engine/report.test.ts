import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DeregisterImageCommand } from "@aws-sdk/client-ec2";
import { ami, asSomebodyElse, home, rowIds, scenario } from "./scenario";

const web = "ami-0a1b2c3d4e5f60001";
const lifted = "ami-0a1b2c3d4e5f60002";
const guarded = "ami-0a1b2c3d4e5f60003";
const retained = "ami-0a1b2c3d4e5f60004";
const halfway = "ami-0a1b2c3d4e5f60005";
const refused = "ami-0a1b2c3d4e5f60006";
const ids = [web, lifted, guarded, retained, halfway, refused];
const leftover = "snap-0a1b2c3d4e5f60005";
const isProtected = { DeregistrationProtection: "enabled-without-cooldown" };
const withSnapshots = { deleteAssociatedSnapshots: true };

interface Line {
    readonly version: number;
    readonly at: string;
    readonly kind: string;
    readonly id: string;
    readonly row: string;
    readonly outcome: string;
    readonly message?: string;
    readonly plan?: { readonly outcome: string; readonly blockers?: readonly { readonly code: string }[] };
    readonly calls: readonly { service: string; operation: string; input: object; requestId?: string }[];
    readonly overridden?: object;
}

describe("report", () => {
    const world = scenario({
        seed: {
            images: [
                { ...home, ImageId: web },
                { ...home, ImageId: lifted, ...isProtected },
                { ...home, ImageId: guarded, ...isProtected },
                { ...home, ImageId: retained },
                { ...home, ImageId: halfway, SnapshotIds: [leftover] },
                { ...home, ImageId: refused },
            ],
        },
    });
    const file = () => join(world.stack.project.home, "report.jsonl");
    const lines = () =>
        readFileSync(file(), "utf8")
            .trimEnd()
            .split("\n")
            .map(line => JSON.parse(line) as Line);
    const lineOf = (id: string) => lines().filter(line => line.id === id);
    const sent = { before: 0 };

    before(async () => {
        const { emulator, stack } = world;
        const policies: Readonly<Record<string, object>> = {
            [lifted]: { disableDeregistrationProtection: true },
            [retained]: { action: "retain" },
            [halfway]: withSnapshots,
        };
        stack.program(ids.map(id => ami(`row of ${id}`, id, { deletionPolicy: policies[id] ?? {} })).join("\n"));
        await stack.up();
        await asSomebodyElse(emulator, ec2 => ec2.send(new DeregisterImageCommand({ ImageId: halfway })));
        emulator.failNext("ec2:DeregisterImage", { code: "OperationNotPermitted", when: { ImageId: refused } });
        sent.before = emulator.mutations().length;
        stack.program("");
        await stack.up({
            expectFailure: true,
            args: ["--continue-on-error"],
            env: {
                PULUMI_RETIRE_REPORT: file(),
                PULUMI_RETIRE_OVERRIDES: JSON.stringify({ [web]: { force: true } }),
            },
        });
    });

    it("has one line for each delete, also a refused one, with what became of it and the plan", async () => {
        assert.deepEqual(Object.fromEntries(lines().map(line => [line.id, [line.outcome, line.plan?.outcome]])), {
            [web]: ["retire", "retire"],
            [lifted]: ["retire", "retire"],
            [guarded]: ["blocked", "blocked"],
            [retained]: ["retain", "retain"],
            [halfway]: ["already-retired", "already-retired"],
            [refused]: ["call-failed", "retire"],
        });
        assert.equal(lines().length, ids.length);
        for (const { version, kind, id, row, at } of lines()) {
            assert.deepEqual([version, kind, row], [1, "aws.Ami", `row of ${id}`]);
            assert.ok(!Number.isNaN(Date.parse(at)));
        }
        assert.deepEqual(await rowIds(world.stack), [guarded, refused]);
    });

    it("has the calls that the cloud has seen, and their ids", () => {
        const calls = lines().flatMap(line => line.calls);
        const inOrder = (list: readonly { operation: string; input: object }[]) =>
            list
                .filter(({ input }) => !("DryRun" in input))
                .map(({ operation, input }) => `${operation} ${JSON.stringify(input)}`)
                .sort();
        const mutations = world.emulator.mutations().slice(sent.before);
        assert.deepEqual(inOrder(calls), inOrder(mutations));
        assert.equal(mutations.length, 4);
        for (const call of calls.filter(({ input }) => !("DryRun" in input))) {
            assert.deepEqual([call.service, typeof call.requestId], ["ec2", "string"]);
        }
        assert.deepEqual(
            lineOf(halfway)[0]?.calls.map(({ operation, input }) => [operation, input]),
            [["DeleteSnapshot", { SnapshotId: leftover }]],
        );
    });

    it("has the reasons of what stayed, in the words that the user read", () => {
        const [kept] = lineOf(guarded);
        assert.deepEqual(
            kept?.plan?.blockers?.map(blocker => blocker.code),
            ["deregistration-protected"],
        );
        assert.match(kept?.message ?? "", /^EC2 AMI ami-0a1b2c3d4e5f60003: blocked: 1 reason/);
        assert.deepEqual(kept?.calls, []);
        const [failed] = lineOf(refused);
        assert.match(failed?.message ?? "", /failed: ec2:DeregisterImage ImageId=\S+: .*\[OperationNotPermitted\]/);
        assert.deepEqual(failed?.calls, []);
    });

    it("says what was overridden, and by which key", () => {
        assert.deepEqual(
            lines().flatMap(({ id, overridden }) => (overridden === undefined ? [] : [[id, overridden]])),
            [[web, { force: web }]],
        );
    });
});
