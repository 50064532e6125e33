import assert from "node:assert/strict";
import { callKey } from "../../../provider/retirement";

const call = (operation: string, input: Readonly<Record<string, unknown>>, service = "ec2") => ({
    service,
    operation,
    input,
});
const base = call("DeregisterImage", { ImageId: "ami-1", Tags: [{ Key: "a", Value: "b" }] });

describe("two calls", () => {
    it("are the same whatever the order of members, at any depth", () => {
        const turned = call("DeregisterImage", { Tags: [{ Value: "b", Key: "a" }], ImageId: "ami-1" });
        assert.equal(callKey(turned), callKey(base));
    });

    const others = [
        call("DisableImage", base.input),
        call("DeregisterImage", base.input, "ecs"),
        call("DeregisterImage", { ...base.input, ImageId: "ami-2" }),
        call("DeregisterImage", { ...base.input, DryRun: true }),
        call("DeregisterImage", { ImageId: "ami-1", Tags: [] }),
    ];
    for (const other of others) {
        it(`are not the same when they ask for something else: ${callKey(other)}`, () => {
            assert.notEqual(callKey(other), callKey(base));
        });
    }

    it("with lists in another order are not the same: in an API order may mean something", () => {
        const one = call("X", { Ids: ["a", "b"] });
        assert.notEqual(callKey(one), callKey(call("X", { Ids: ["b", "a"] })));
    });
});
