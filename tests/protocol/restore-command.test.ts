import assert from "node:assert/strict";
import {
    answerOf,
    assertTold,
    data,
    job,
    jobs,
    nowhere,
    partner,
    restoreImage,
    restoreSnapshot,
    restoreWorld,
    root,
    web,
} from "./restore-world";

const bothWays = [restoreSnapshot(root), restoreSnapshot(data), restoreImage(web)];

interface Answer {
    readonly version: number;
    readonly places: readonly { readonly kind: string; readonly account: string; readonly region: string }[];
    readonly preview: boolean;
    readonly results: readonly {
        readonly id: string;
        readonly outcome: string;
        readonly calls?: readonly { readonly service: string; readonly operation: string; readonly input: object }[];
        readonly checks?: readonly {
            readonly code: string;
            readonly verdict: string;
            readonly now?: readonly string[];
        }[];
        readonly reasons?: readonly { readonly code: string; readonly subject: string; readonly permission?: string }[];
    }[];
}

describe("pulumi-retire restore ID…", () => {
    const world = restoreWorld();

    it("restores the snapshots, then the image, looks at what is back, and says where it acted", async () => {
        await world.discard(web);
        const { code, stdout, stderr } = await world.run([web]);
        assert.equal(code, 0, stdout + stderr);
        assert.deepEqual(world.sent(), bothWays);
        assert.deepEqual([world.where()[web], world.where()[root], world.where()[data]], ["live", "live", "live"]);
        assert.equal(stderr.trim(), "account 111111111111, region us-east-1");
        assertTold(
            stdout,
            `${web}: restored from the Recycle Bin`,
            "it is available",
            `it is shared with account ${partner}; with whom it was before is not known`,
            "1 restored",
        );
    });

    it("waits for each snapshot before it asks for the image", async () => {
        await world.discard(web);
        world.emulator.clock.advance({ minutes: 1 });
        world.emulator.configure({ lagMs: 2_500 });
        const { code, output } = await world.run([web]);
        assert.equal(code, 0, output);
        assert.deepEqual(world.sent(), bothWays);
        const operations = world.operations();
        const between = operations.slice(
            operations.lastIndexOf("RestoreSnapshotFromRecycleBin") + 1,
            operations.indexOf("RestoreImageFromRecycleBin"),
        );
        // Not visible at first, and one look for each of them after that.
        assert.ok(between.length > 2 && between.every(name => name === "DescribeSnapshots"), between.join(", "));
    });

    it("previews the calls that it then sends, and sends reads only", async () => {
        await world.discard(web);
        const text = await world.run([web, "--preview"]);
        const previewed = await world.run([web, "--preview", "--json"]);
        assert.deepEqual([text.code, previewed.code], [0, 0]);
        world.assertOnlyReads();
        const lines = bothWays.map(
            ({ operation, input }) => `ec2:${operation} ${Object.entries(input).join().replace(",", "=")}`,
        );
        assertTold(text.stdout, lines.map(line => `  ${line}`).join("\n"), "does not come back in any case: ");
        const answer = answerOf<Answer>(previewed);
        assert.deepEqual([answer.preview, answer.results[0]?.outcome], [true, "would-restore"]);
        world.begin();
        await world.run([web]);
        assert.deepEqual(answer.results[0]?.calls, world.sent());
    });

    it("answers in JSON and nothing else on stdout", async () => {
        await world.discard(web);
        const result = await world.run([web, nowhere, "--json"]);
        assert.equal(result.code, 2);
        const { version, places, preview, results } = answerOf<Answer>(result);
        assert.deepEqual([version, preview], [1, false]);
        assert.deepEqual(
            places.map(({ kind, account, region }) => [kind, account, region]),
            [["aws.Ami", "111111111111", "us-east-1"]],
        );
        assert.deepEqual(
            results.map(({ id, outcome }) => [id, outcome]),
            [
                [web, "restored"],
                [nowhere, "lost"],
            ],
        );
        assert.deepEqual(
            results[0]?.calls?.map(({ service, operation, input }) => ({ service, operation, input })),
            bothWays,
        );
        assert.deepEqual(
            results[0]?.checks?.map(check => [check.code, check.verdict, check.now]),
            [
                ["state", "confirmed", undefined],
                ["launch-permissions", "not-known", [partner]],
            ],
        );
        assert.deepEqual(
            results[1]?.reasons?.map(({ code, subject }) => [code, subject]),
            [["not-in-recycle-bin", nowhere]],
        );
    });

    it("leaves alone what is not in the bin, and says what it is instead", async () => {
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 0);
        world.assertOnlyReads();
        assertTold(stdout, `${web} is not in the Recycle Bin: it is available`, "1 back already");
    });

    it("says that what is in neither place cannot come back, with the account and the region", async () => {
        const { code, stdout } = await world.run([nowhere]);
        assert.equal(code, 2);
        world.assertOnlyReads();
        assertTold(stdout, `no EC2 AMI ${nowhere} in region us-east-1 of account 111111111111, nor in its Recycle Bin`);
    });

    it("takes each id by itself: one that EC2 refuses and one that is lost do not stop the third", async () => {
        await world.discard(web, job);
        const { code, stdout } = await world.run([job, nowhere, web]);
        assert.equal(code, 1, stdout);
        assert.deepEqual(world.sent(), bothWays);
        // No snapshot names it: which ones it stands on is told by EC2's refusal alone.
        assertTold(stdout, `${job}: failed`, "[IncorrectState]", jobs, "no snapshot's description names it");
        assertTold(stdout, "1 restored, 1 cannot come back, 1 failed");
        assert.ok(stdout.indexOf(job) < stdout.indexOf(nowhere) && stdout.indexOf(nowhere) < stdout.indexOf(web));
    });

    it("acts where --region and --endpoint say", async () => {
        await world.discard(web);
        const elsewhere = await world.run([web, "--region", "eu-central-1"]);
        assert.equal(elsewhere.code, 2);
        world.assertOnlyReads();
        assertTold(elsewhere.stderr, "account 111111111111, region eu-central-1");
        const { code } = await world.run([web, "--endpoint", world.emulator.url, "--region", "us-east-1"], {
            AWS_ENDPOINT_URL: "http://127.0.0.1:1",
            AWS_REGION: "eu-central-1",
        });
        assert.equal(code, 0);
        assert.deepEqual(world.sent(), bothWays);
    });
});

describe("pulumi-retire restore, misused", () => {
    const world = restoreWorld();
    const cases: readonly [string, readonly string[], readonly string[]][] = [
        ["an unknown flag", [web, "--force"], ["unknown option '--force'", "restore --help"]],
        [
            "ids that are none, and one twice",
            ["ami-1", "x", web, web],
            ['"ami-1"', '"x"', `${web} is named more than once`],
        ],
        ["a region that is none", [web, "--region", "Frankfurt"], ["--region", "eu-central-1"]],
        ["an endpoint that is none", [web, "--endpoint", "localhost"], ["--endpoint", "http://127.0.0.1:4566"]],
        ["a time that is none", [web, "--timeout", "soon"], ["--timeout", "10m"]],
        ["a report that is not there", [web, "--report", "nowhere.jsonl"], ["nowhere.jsonl", "ENOENT"]],
    ];
    for (const [title, args, told] of cases) {
        it(`${title}: tells what is wrong, asks no cloud anything, and ends with 1`, async () => {
            const { code, stdout, stderr } = await world.run(args);
            assert.deepEqual([code, stdout], [1, ""]);
            assertTold(stderr, ...told);
            assert.deepEqual(world.operations(), []);
        });
    }

    it("without a region says how to give one", async () => {
        const { code, stderr } = await world.run([web], { AWS_REGION: "" });
        assert.equal(code, 1);
        assertTold(stderr, "no region: give --region");
    });

    it("says in --help what it does, its defaults and its exit codes", async () => {
        const { code, stdout } = await world.run(["--help"]);
        assert.equal(code, 0);
        assertTold(stdout, "--preview", 'default: "10m"', "Exit codes:", /^ {2}3 {2}/m);
    });
});
