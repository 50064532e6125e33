import assert from "node:assert/strict";
import {
    type Forecast,
    forecastRestore,
    type ImageKeeping,
    type RetentionRule,
    retentionDays,
    reversibilityOf,
    type SnapshotFate,
    type Tags,
} from "../../../../provider/aws/recycle-bin/forecast";
import { known, type Reading } from "../../../../provider/retirement";
import { inDays, now, ruleOf, unreadable } from "../ami/worlds";

const web = { key: "team", value: "web" };
const prod = { key: "env", value: "prod" };

describe("how long the Recycle Bin keeps a resource", () => {
    const rows: readonly [title: string, rules: readonly RetentionRule[], tags: Tags, days: number][] = [
        ["no rule keeps nothing", [], {}, 0],
        ["a Region-level rule keeps all", [ruleOf(7)], { any: "thing" }, 7],
        ["of several the longest wins, whatever their order", [ruleOf(7), ruleOf(30), ruleOf(14)], {}, 30],
        [
            "a longer Region-level rule wins over one for its tags",
            [ruleOf(7, { tags: [web] }), ruleOf(30)],
            { team: "web" },
            30,
        ],
        [
            "a longer rule for its tags wins over the Region-level one",
            [ruleOf(30, { tags: [web] }), ruleOf(7)],
            { team: "web" },
            30,
        ],
        ["a pending rule keeps nothing yet", [ruleOf(30, { status: "pending" })], {}, 0],
        ["a pending rule does not hide one that is available", [ruleOf(30, { status: "pending" }), ruleOf(7)], {}, 7],
        ["any one of a rule's tags is enough", [ruleOf(7, { tags: [prod, web] })], { team: "web", env: "test" }, 7],
        ["key and value have both to match", [ruleOf(7, { tags: [web] })], { team: "mobile" }, 0],
        ["a value under another key does not match", [ruleOf(7, { tags: [web] })], { env: "web" }, 0],
        ["a resource without tags matches no rule for tags", [ruleOf(7, { tags: [web] })], {}, 0],
        ["tags are told apart by case", [ruleOf(7, { tags: [web] })], { Team: "web", team: "Web" }, 0],
        [
            "an excluded tag takes a resource out of a Region-level rule",
            [ruleOf(7, { excludeTags: [prod, web] })],
            { team: "web" },
            0,
        ],
        ["another value is not excluded", [ruleOf(7, { excludeTags: [web] })], { team: "mobile" }, 7],
        [
            "excluded from one rule, and kept by another",
            [ruleOf(30, { excludeTags: [web] }), ruleOf(7)],
            { team: "web" },
            7,
        ],
        [
            "a tag named without a value includes, of the two readings, only an empty value",
            [ruleOf(7, { tags: [{ key: "team" }] })],
            { team: "web" },
            0,
        ],
        ["… which it does include", [ruleOf(7, { tags: [{ key: "team" }] })], { team: "" }, 7],
        ["… and not a resource that lacks the tag", [ruleOf(7, { tags: [{ key: "team" }] })], {}, 0],
        [
            "a tag named without a value excludes whatever the value",
            [ruleOf(7, { excludeTags: [{ key: "team" }] })],
            { team: "web" },
            0,
        ],
        ["… an empty one too", [ruleOf(7, { excludeTags: [{ key: "team" }] })], { team: "" }, 0],
        ["… and not a resource that lacks the tag", [ruleOf(7, { excludeTags: [{ key: "team" }] })], { env: "" }, 7],
        [
            "a tag with an empty value is a value like another",
            [ruleOf(7, { tags: [{ key: "team", value: "" }] })],
            { team: "" },
            7,
        ],
        ["what every object has by birth is no tag", [ruleOf(7, { tags: [{ key: "toString" }] })], {}, 0],
    ];
    for (const [title, rules, tags, days] of rows) {
        it(`${title}: ${days} days`, () => assert.equal(retentionDays(tags, rules), days));
    }
});

describe("until when an image that goes can be brought back", () => {
    const going = (days: number): ImageKeeping => ({ is: "going", tags: {}, rules: known([ruleOf(days)]) });
    const forecast = (
        image: ImageKeeping,
        snapshots: Readonly<Record<string, SnapshotFate>> = {},
        snapshotRules: Reading<readonly RetentionRule[]> = known([]),
    ): Forecast => forecastRestore({ image, snapshots: new Map(Object.entries(snapshots)), snapshotRules, now });
    const restorable = (days: number): Forecast => ({ is: "restorable", until: inDays(days), days });
    const deleted = (tags: Tags = {}): SnapshotFate => ({ is: "deleted", tags });
    const kept: SnapshotFate = { is: "kept" };

    it("an image alone, by the rules for images", () => {
        assert.deepEqual(forecast(going(30)), restorable(30));
    });

    it("kept and shared snapshots do not count, not even when the rules for snapshots could not be read", () => {
        assert.deepEqual(forecast(going(30), { a: kept, b: kept }, unreadable()), restorable(30));
    });

    it("a deleted snapshot that no rule keeps takes the image with it, and is named", () => {
        const lost = forecast(going(30), { "snap-a": kept, "snap-b": deleted() });
        assert.ok(lost.is === "lost");
        assert.match(lost.because, /snap-b/);
    });

    it("the earliest of the image and its deleted snapshots counts, each by its own tags", () => {
        const rules = known([ruleOf(14, { tags: [web] }), ruleOf(5, { tags: [prod] })]);
        const snapshots = { a: deleted({ team: "web" }), b: deleted({ env: "prod" }) };
        assert.deepEqual(forecast(going(30), snapshots, rules), restorable(5));
        assert.deepEqual(forecast(going(3), snapshots, rules), restorable(3));
    });

    it("the image's rules keep no snapshot, and the snapshots' rules no image", () => {
        assert.equal(forecast(going(30), { a: deleted() }, known([])).is, "lost");
        const unkept: ImageKeeping = { is: "going", tags: {}, rules: known([]) };
        assert.equal(forecast(unkept, { a: deleted() }, known([ruleOf(30)])).is, "lost");
    });

    describe("what is not known", () => {
        const unknownRules: ImageKeeping = { is: "going", tags: {}, rules: unreadable("rbin:GetRule was denied") };
        const rows: readonly [title: string, forecast: () => Forecast, expected: string][] = [
            ["the rules for images", () => forecast(unknownRules), "unknown"],
            [
                "the rules for snapshots, one of which goes",
                () => forecast(going(30), { a: deleted() }, unreadable()),
                "unknown",
            ],
            [
                "what becomes of a snapshot",
                () => forecast(going(30), { a: { is: "unknown", because: "x" } }),
                "unknown",
            ],
            ["where the image is", () => forecast(unreadable()), "unknown"],
            ["one part, while another is surely lost", () => forecast(unknownRules, { a: deleted() }), "lost"],
            [
                "a snapshot, while the image is surely lost",
                () => forecast({ is: "not-eligible" }, { a: deleted() }, unreadable()),
                "lost",
            ],
        ];
        for (const [title, made, expected] of rows) {
            it(`${title}: ${expected}`, () => assert.equal(made().is, expected));
        }

        it("tells why", () => {
            assert.deepEqual(forecast(unknownRules), { is: "unknown", because: "rbin:GetRule was denied" });
        });
    });

    it("an instance-store-backed image never comes back", () => {
        assert.equal(forecast({ is: "not-eligible" }).is, "lost");
    });

    describe("an image that is in the bin already", () => {
        const binned: ImageKeeping = { is: "in-bin", entered: inDays(-20), leaves: inDays(10) };

        it("until it leaves; the rules of today do not matter to it", () => {
            assert.deepEqual(forecast(binned), { is: "restorable", until: inDays(10), days: 30 });
        });

        it("shorter when a snapshot of it goes that leaves the bin sooner", () => {
            assert.deepEqual(forecast(binned, { a: deleted() }, known([ruleOf(4)])), restorable(4));
        });

        it("not at all when a snapshot of it goes for good", () => {
            assert.equal(forecast(binned, { a: deleted() }).is, "lost");
        });
    });

    it("of an image that is gone for good only its snapshots can still be lost", () => {
        assert.equal(forecast({ is: "gone" }).is, "restorable");
        assert.equal(forecast({ is: "gone" }, { a: deleted() }).is, "lost");
        assert.deepEqual(forecast({ is: "gone" }, { a: deleted() }, known([ruleOf(4)])), restorable(4));
    });

    it("what is not known is never told as reversible", () => {
        assert.deepEqual(reversibilityOf({ is: "unknown", because: "x" }), { is: "unknown", because: "x" });
        assert.deepEqual(reversibilityOf({ is: "lost", because: "x" }), { is: "never" });
        assert.deepEqual(reversibilityOf(restorable(4)), { is: "until", at: inDays(4) });
    });
});
