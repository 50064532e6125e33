import assert from "node:assert/strict";
import fc from "fast-check";
import { amiInputsSchema } from "../../../provider/aws/ami/state";
import { failuresOf, isUnknown, unknownValue } from "../../../provider/execution/checked";

const imageId = "ami-0123456789abcdef0";
const check = (inputs: Readonly<Record<string, unknown>>) => failuresOf(amiInputsSchema, inputs);

describe("checking the inputs of an AMI", () => {
    const right: readonly Readonly<Record<string, unknown>>[] = [
        { imageId },
        { imageId: "ami-01234567" },
        { imageId, deletionPolicy: {}, timeouts: {} },
        {
            imageId,
            deletionPolicy: {
                action: "deregister",
                force: true,
                deleteAssociatedSnapshots: true,
                disableDeregistrationProtection: true,
                recycleBin: { required: true, minimumRetentionDays: 365 },
                ignoreReferences: ["auto-scaling-group", "launch-permission"],
            },
            restoreFromRecycleBin: true,
            region: "us-gov-west-1",
            profile: "work",
            endpoint: "http://127.0.0.1:4566",
            timeouts: { settle: "1h30m", release: "90s", confirm: "10m" },
        },
        { imageId, deletionPolicy: { action: "disable", deleteAssociatedSnapshots: false } },
        { imageId, deletionPolicy: { action: "retain", recycleBin: { required: false } } },
    ];
    for (const inputs of right) {
        it(`accepts ${JSON.stringify(inputs).slice(0, 90)}`, () => assert.deepEqual(check(inputs), []));
    }

    /** Each failure names where, what stands there, and what would be right. */
    const wrong: readonly [
        title: string,
        inputs: Readonly<Record<string, unknown>>,
        property: string,
        ...told: readonly RegExp[],
    ][] = [
        [
            "an id of another kind",
            { imageId: "snap-01234567" },
            "imageId",
            /imageId/,
            /"snap-01234567"/,
            /ami- and 8 or 17/,
        ],
        ["an id that is cut short", { imageId: "ami-0123456" }, "imageId", /"ami-0123456"/, /8 or 17/],
        ["an id with something after it", { imageId: `${imageId}\n` }, "imageId", /8 or 17/],
        ["an empty id", { imageId: "" }, "imageId", /""/, /8 or 17/],
        ["no id", {}, "imageId", /imageId is missing/, /ami- and 8 or 17/],
        ["an id that is no text", { imageId: 7 }, "imageId", /imageId is 7/, /ami- and 8 or 17/],
        [
            "a policy field that does not exist",
            { imageId, deletionPolicy: { deleteSnapshots: true } },
            "deletionPolicy",
            /deletionPolicy has no field "deleteSnapshots"/,
            /correct the name or remove it/,
        ],
        [
            "a field deeper down that does not exist",
            { imageId, deletionPolicy: { recycleBin: { required: true, days: 7 } } },
            "deletionPolicy",
            /deletionPolicy\.recycleBin has no field "days"/,
        ],
        ["an argument that does not exist", { imageId, imageid: "x" }, "", /no field "imageid"/],
        [
            "an action that does not exist",
            { imageId, deletionPolicy: { action: "delete" } },
            "deletionPolicy",
            /deletionPolicy\.action is "delete"/,
            /"deregister".*"disable".*"deprecate".*"retain"/,
        ],
        [
            "snapshots to be deleted with an image that stays",
            { imageId, deletionPolicy: { action: "disable", deleteAssociatedSnapshots: true } },
            "deletionPolicy",
            /deletionPolicy\.deleteAssociatedSnapshots is true/,
            /action is "disable".*remove one of them/,
        ],
        [
            "protection to be lifted for nothing",
            { imageId, deletionPolicy: { action: "retain", disableDeregistrationProtection: true } },
            "deletionPolicy",
            /disableDeregistrationProtection/,
            /"retain"/,
        ],
        [
            "the Recycle Bin required for an image that stays",
            { imageId, deletionPolicy: { action: "deprecate", recycleBin: { required: true } } },
            "deletionPolicy",
            /recycleBin/,
            /"deprecate"/,
        ],
        [
            "days without required",
            { imageId, deletionPolicy: { recycleBin: { required: false, minimumRetentionDays: 7 } } },
            "deletionPolicy",
            /minimumRetentionDays is 7/,
            /set required, or remove it/,
        ],
        [
            "more days than the Recycle Bin has",
            { imageId, deletionPolicy: { recycleBin: { required: true, minimumRetentionDays: 366 } } },
            "deletionPolicy",
            /minimumRetentionDays is 366/,
            /365/,
        ],
        [
            "a part of a day",
            { imageId, deletionPolicy: { recycleBin: { required: true, minimumRetentionDays: 1.5 } } },
            "deletionPolicy",
            /minimumRetentionDays is 1\.5/,
        ],
        [
            "a kind of reference that does not exist",
            { imageId, deletionPolicy: { ignoreReferences: ["ssm-parameter", "asg"] } },
            "deletionPolicy",
            /ignoreReferences\.1 is "asg"/,
            /"auto-scaling-group"/,
        ],
        ["force that is a text", { imageId, deletionPolicy: { force: "true" } }, "deletionPolicy", /force is "true"/],
        [
            "a zone for a region",
            { imageId, region: "eu-central-1a" },
            "region",
            /"eu-central-1a"/,
            /such as eu-central-1/,
        ],
        ["an empty profile", { imageId, profile: "" }, "profile", /profile is ""/, /left out/],
        ["an endpoint without a scheme", { imageId, endpoint: "127.0.0.1:4566" }, "endpoint", /URL such as http/],
        ["an endpoint of another scheme", { imageId, endpoint: "ftp://127.0.0.1" }, "endpoint", /URL such as http/],
        [
            "a duration without a unit",
            { imageId, timeouts: { settle: "10" } },
            "timeouts",
            /timeouts\.settle is "10"/,
            /"30s", "10m"/,
        ],
        ["an empty duration", { imageId, timeouts: { confirm: "" } }, "timeouts", /timeouts\.confirm is ""/, /"1h30m"/],
        ["a duration with a space", { imageId, timeouts: { release: "1h 30m" } }, "timeouts", /"1h 30m"/, /"1h30m"/],
        ["a timeout that does not exist", { imageId, timeouts: { delete: "1m" } }, "timeouts", /no field "delete"/],
    ];
    for (const [title, inputs, property, ...told] of wrong) {
        it(`refuses ${title}`, () => {
            const failures = check(inputs);
            assert.equal(failures.length, 1, JSON.stringify(failures));
            assert.equal(failures[0]?.property, property);
            for (const pattern of told) assert.match(failures[0]?.reason ?? "", pattern);
        });
    }

    it("refuses an endpoint with a password, since it would be stored in the state", () => {
        const [failure] = check({ imageId, endpoint: "https://me:hunter2@cloud.example" });
        assert.equal(failure?.property, "endpoint");
        assert.match(failure?.reason ?? "", /must not hold a password.*state/);
    });

    for (const [title, inputs] of [
        ["in an endpoint", { imageId, endpoint: "https://me:hunter2@cloud.example/path" }],
        ["in an endpoint of another scheme", { imageId, endpoint: "ftp://me:hunter2@cloud.example" }],
        ["in the wrong place", { imageId: "https://me:hunter2@cloud.example" }],
        ["deeper down", { imageId, deletionPolicy: { action: "https://me:hunter2@cloud.example" } }],
        ["that has an @ and a colon in it", { imageId, endpoint: "ftp://me:hunter2@hunter2:hunter2@cloud.example" }],
        ["over several lines", { imageId: "https://me:\nhunter2\n@cloud.example" }],
        ["in a part that is wrong as a whole", { imageId, timeouts: ["https://:hunter2@a", "https://b:hunter2@c"] }],
    ] as const) {
        it(`never tells the password of a URL: ${title}`, () => {
            const failures = check(inputs);
            assert.ok(failures.length > 0);
            assert.doesNotMatch(JSON.stringify(failures), /hunter2/);
        });
    }

    it("tells of a URL with a password what stands before the first colon and after the last @", () => {
        const [failure] = check({ imageId, endpoint: "ftp://me:p:4@ss@cloud.example" });
        assert.match(failure?.reason ?? "", /^endpoint is "ftp:…@cloud\.example": /);
    });

    it("tells all that is wrong at once", () => {
        const failures = check({
            imageId: "x",
            region: "y",
            deletionPolicy: { action: "z" },
            timeouts: { settle: "1" },
        });
        assert.deepEqual(failures.map(failure => failure.property).sort(), [
            "deletionPolicy",
            "imageId",
            "region",
            "timeouts",
        ]);
    });
});

describe("values that a preview does not know yet", () => {
    it("are what Pulumi writes for them", () => {
        assert.ok(isUnknown("04da6b54-80e4-46f7-96ec-b56ff0331ba9"));
        assert.equal(isUnknown("04da6b54"), false);
    });

    const unknowns: readonly Readonly<Record<string, unknown>>[] = [
        { imageId: unknownValue },
        { imageId, region: unknownValue, profile: unknownValue, endpoint: unknownValue },
        { imageId, deletionPolicy: unknownValue, timeouts: unknownValue, restoreFromRecycleBin: unknownValue },
        { imageId, deletionPolicy: { action: unknownValue, deleteAssociatedSnapshots: true } },
        { imageId, deletionPolicy: { recycleBin: unknownValue } },
        { imageId, deletionPolicy: { recycleBin: { required: unknownValue } } },
        { imageId, deletionPolicy: { recycleBin: { required: unknownValue, minimumRetentionDays: 7 } } },
        { imageId, deletionPolicy: { recycleBin: { required: true, minimumRetentionDays: unknownValue } } },
        { imageId, deletionPolicy: { ignoreReferences: unknownValue } },
        { imageId, deletionPolicy: { ignoreReferences: ["ssm-parameter", unknownValue] } },
        { imageId, timeouts: { settle: unknownValue } },
    ];
    for (const inputs of unknowns) {
        const where = JSON.stringify(inputs).replaceAll(unknownValue, "?");
        it(`pass: ${where}`, () => assert.deepEqual(check(inputs), []));
    }

    it("do not hide what is wrong beside them", () => {
        const failures = check({ imageId: unknownValue, deletionPolicy: { action: "delete", force: unknownValue } });
        assert.deepEqual(
            failures.map(failure => failure.property),
            ["deletionPolicy"],
        );
    });

    for (const [title, ignoreReferences, told] of [
        ["before a wrong one", [unknownValue, "asg"], /ignoreReferences\.1 is "asg"/],
        ["after a wrong one", ["asg", unknownValue], /ignoreReferences\.0 is "asg"/],
        ["around a wrong one", [unknownValue, unknownValue, "asg", unknownValue], /ignoreReferences\.2 is "asg"/],
    ] as const) {
        it(`in a list, ${title}, do not shift the place that is told`, () => {
            const failures = check({ imageId, deletionPolicy: { ignoreReferences } });
            assert.equal(failures.length, 1, JSON.stringify(failures));
            assert.match(failures[0]?.reason ?? "", told);
        });
    }

    it("in place of any part of inputs that are right, never make them wrong", () => {
        const whole = {
            imageId,
            deletionPolicy: {
                recycleBin: { required: true, minimumRetentionDays: 7 },
                force: true,
                ignoreReferences: ["ec2-fleet"],
            },
            region: "eu-central-1",
            timeouts: { settle: "1m", confirm: "2m" },
        };
        const scattered = (value: unknown): fc.Arbitrary<unknown> =>
            typeof value !== "object" || value === null || Array.isArray(value)
                ? fc.constantFrom(value, unknownValue)
                : fc.oneof(
                      { weight: 1, arbitrary: fc.constant<unknown>(unknownValue) },
                      {
                          weight: 4,
                          arbitrary: fc.record(
                              Object.fromEntries(Object.entries(value).map(([key, part]) => [key, scattered(part)])),
                          ),
                      },
                  );
        fc.assert(
            fc.property(scattered(whole), inputs => {
                if (isUnknown(inputs)) return;
                assert.deepEqual(check(inputs as Record<string, unknown>), []);
            }),
            { numRuns: 300 },
        );
    });
});
