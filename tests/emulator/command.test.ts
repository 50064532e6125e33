import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runEmulator } from "../../emulator/command";
import { ami } from "./clients";

const withFile = async (content: string, use: (file: string) => Promise<void>): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), "emulator-"));
    try {
        const file = join(folder, "seed.json");
        await writeFile(file, content);
        await use(file);
    } finally {
        await rm(folder, { recursive: true });
    }
};

describe("runEmulator", () => {
    it("starts with the seed of a file and says how to be reached", () =>
        withFile(
            JSON.stringify({
                images: [{ ImageId: ami(1), Name: "web" }],
                rules: [{ ResourceType: "EC2_IMAGE", RetentionDays: 7 }],
            }),
            async seedFile => {
                const lines: string[] = [];
                const emulator = await runEmulator({ seedFile, out: line => lines.push(line) });
                try {
                    assert.equal(emulator.look().images[0]?.Name, "web");
                    assert.equal(emulator.look().rules.length, 1);
                    assert.equal(lines[0], `emulator: ${emulator.url}`);
                    assert.ok(lines.some(line => line.includes(`AWS_ENDPOINT_URL=${emulator.url}`)));
                } finally {
                    await emulator.stop();
                }
            },
        ));

    const wrong: [string, string, RegExp][] = [
        [
            "an id that is none",
            '{"images":[{"ImageId":"ami-1"}]}',
            /images\.0\.ImageId: must be "ami-" and 8 or 17 hexadecimal digits, not "ami-1"/,
        ],
        [
            "a number of days that is none",
            '{"rules":[{"ResourceType":"EC2_IMAGE","RetentionDays":0}]}',
            /rules\.0\.RetentionDays: .*, not 0/,
        ],
        ["a member that no seed has", '{"imges":[]}', /the file: .*imges/],
        ["what is not JSON", "{", /is not JSON/],
    ];
    for (const [name, content, message] of wrong) {
        it(`refuses ${name}`, () =>
            withFile(content, async seedFile => {
                await assert.rejects(runEmulator({ seedFile, out: () => {} }), message);
            }));
    }

    it("names a file that cannot be read", async () => {
        await assert.rejects(
            runEmulator({ seedFile: "nowhere.json", out: () => {} }),
            /reading the seed nowhere\.json: ENOENT/,
        );
    });
});
