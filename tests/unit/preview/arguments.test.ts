import assert from "node:assert/strict";
import { isConfined, pulumiArgumentsOf } from "../../../provider/preview/arguments";
import { isTargeted } from "../../../provider/preview/targets";
import { amiUrn } from "./stacks";

const urn = amiUrn("web");
const told = (all: readonly string[], environment = {}) => pulumiArgumentsOf(all, environment);

describe("the arguments that go to pulumi", () => {
    it("go there as they are", () => {
        const all = ["--refresh", "--target", urn, "-c", "aws:region=eu-west-1", "--config-file", "x.yaml", "--diff"];
        assert.deepEqual(told(all).all, all);
    });

    const targets: readonly (readonly string[])[] = [
        ["--target", urn],
        [`--target=${urn}`],
        ["-t", urn],
        [`-t${urn}`],
        ["--target-replace", urn],
        [`--target-replace=${urn}`],
    ];
    for (const spelling of targets) {
        it(`${spelling.join(" ").replace(urn, "URN")} confines the update to the row`, () => {
            const seen = told(["--refresh", ...spelling, "--diff"]);
            assert.deepEqual(seen.targets, [urn]);
            assert.deepEqual(seen.untargeted, ["--refresh", "--diff"]);
            assert.ok(isConfined(seen));
        });
    }

    it("several targets are all taken", () => {
        const seen = told(["-t", "a", "--target=b", "--target-replace", "c", "--target", "d"]);
        assert.deepEqual([...seen.targets].sort(), ["a", "b", "c", "d"]);
        assert.deepEqual(seen.untargeted, []);
    });

    const open: readonly (readonly string[])[] = [
        ["--exclude", urn],
        [`--exclude=${urn}`],
        ["-x", urn],
        ["--target", urn, "--target-dependents"],
        ["-x", urn, "--exclude-dependents"],
    ];
    for (const spelling of open) {
        it(`${spelling.join(" ").replace(urn, "URN")} confines it too, and does not say to what`, () => {
            const seen = told([...spelling, "--diff"]);
            assert.equal(seen.targets, "unknown");
            assert.deepEqual(seen.untargeted, ["--diff"]);
            assert.ok(isConfined(seen));
        });
    }

    const others: readonly (readonly string[])[] = [
        [],
        ["--exclude-protected"],
        ["--targets", urn],
        ["--target-other", urn],
        ["--message=--target"],
        ["--config", `target=${urn}`],
        ["--", "--target", urn],
        ["target", urn],
    ];
    for (const spelling of others) {
        it(`"${spelling.join(" ").replace(urn, "URN")}" confines it to nothing`, () => {
            const seen = told(spelling);
            assert.deepEqual([seen.targets, seen.untargeted, isConfined(seen)], [[], spelling, false]);
        });
    }

    for (const spelling of [["--stack", "prod"], ["--stack=prod"], ["-s", "prod"], ["-sprod"]])
        it(`${spelling.join(" ")} names the stack`, () => assert.equal(told(spelling).stack, "prod"));

    for (const spelling of [["--config-file", "x.yaml"], ["--config-file=x.yaml"]])
        it(`${spelling.join(" ")} names the configuration`, () => assert.equal(told(spelling).configFile, "x.yaml"));

    it("name neither when they do not", () => {
        const { stack, configFile } = told(["--stacked", "x", "--config", "a=b"]);
        assert.deepEqual([stack, configFile], [undefined, undefined]);
    });

    it("say whether a destroy runs the program, and so does a variable", () => {
        assert.equal(told([]).runsProgram, false);
        assert.equal(told(["--run-program"]).runsProgram, true);
        assert.equal(told(["--run-program=true"]).runsProgram, true);
        assert.equal(told(["--run-program=false"]).runsProgram, false);
        assert.equal(told(["--run-programs"]).runsProgram, false);
        assert.equal(told([], { PULUMI_RUN_PROGRAM: "true" }).runsProgram, true);
        assert.equal(told([], { PULUMI_RUN_PROGRAM: "false" }).runsProgram, false);
    });
});

describe("a target", () => {
    const cases: readonly (readonly [string, boolean])[] = [
        [urn, true],
        [amiUrn("web-2"), false],
        [amiUrn("we"), false],
        ["**web", true],
        ["**", true],
        ["urn:pulumi:prod::shop::**::web", true],
        ["urn:pulumi:*::shop::pulumi-nodejs:dynamic/retire/aws:Ami::w*", true],
        ["*", false],
        ["urn:pulumi:*::web", false],
        [urn.replaceAll("/", "."), false],
        ["**w.b", false],
    ];
    for (const [target, is] of cases)
        it(`${target} ${is ? "reaches" : "does not reach"} the row`, () => assert.equal(isTargeted(urn, [target]), is));

    it("is one of several", () => {
        assert.equal(isTargeted(urn, ["**::job", urn]), true);
        assert.equal(isTargeted(urn, []), false);
    });
});
