import assert from "node:assert/strict";
import { ami } from "../../../../provider/aws/ami/provider";
import { amiRetirement } from "../../../../provider/aws/ami/retirement";
import type { AmiState } from "../../../../provider/aws/ami/state";
import { RetirementError } from "../../../../provider/execution/errors";
import type { AnyKind, Context } from "../../../../provider/execution/kind";
import { overridesVariable } from "../../../../provider/execution/overrides";
import { prepareRetirement } from "../../../../provider/execution/prepare";
import { retireRow } from "../../../../provider/execution/retire-row";
import { Turns, WantedObjects } from "../../../../provider/execution/wanted";
import type { RetirementPlan } from "../../../../provider/retirement";
import type { Case } from "./random-worlds";
import { SimulatedEc2 } from "./simulated-ec2";
import { imageId, stateOf } from "./worlds";

/** The documented bounds of the waits, and the settling's last pause, within which nobody looks any more. */
const pace = (what: string, firstMs: number, everyMs: number, deadlineMs: number) => ({
    what,
    bound: "timeouts",
    firstMs,
    everyMs,
    deadlineMs,
});
export const settle = pace("the image to settle", 2_000, 15_000, 600_000);
const confirm = pace("the removal to be confirmed", 500, 10_000, 300_000);
const release = pace("its users to let go", 1_000, 5_000, 60_000);

/** No run of these worlds takes so many pauses: one that does would run for ever. */
const endless = 1_000;

const stageOf = ({ world, named, policy, overrides, gone, jitter }: Case) => {
    const ec2 = new SimulatedEc2(imageId, world);
    let pauses = 0;
    const context: Context = {
        configuration: { get: () => undefined },
        environment: overrides === undefined ? {} : { [overridesVariable]: overrides },
        surroundings: {
            clock: {
                elapsedMs: () => ec2.elapsedMs,
                sleep: async ms => {
                    assert.ok(++pauses < endless, "the run does not end");
                    ec2.elapsedMs += ms;
                },
                random: () => jitter,
            },
            engine: { assertAlive: async () => {} },
            tell: () => {},
        },
        gone: new Map(gone),
    };
    const kind: AnyKind = {
        ...ami,
        retirement: async (_id: string, state: AmiState) =>
            amiRetirement(ec2, state, context, { settle, confirm, release }),
    };
    return { ec2, context, kind, state: stateOf({ deletionPolicy: policy, snapshotIds: named }) };
};

/** What the preview says of a world, `afterMs` into it; the error when the overrides are wrong. It changes nothing. */
export const preview = async (one: Case, afterMs = 0): Promise<RetirementPlan | RetirementError> => {
    const { ec2, context, kind, state } = stageOf(one);
    ec2.elapsedMs = afterMs;
    try {
        const { retirement } = await prepareRetirement(kind, [kind], imageId, state, context);
        const plan = await retirement.look(new Map());
        assert.deepEqual(ec2.received, [], "a preview sends nothing");
        assert.equal(ec2.world, one.world, "a preview changes nothing");
        return plan;
    } catch (error) {
        if (RetirementError.is(error)) return error;
        throw error;
    }
};

export interface Deleted {
    readonly ec2: SimulatedEc2;
    /** Why the row stays; undefined when it goes. */
    readonly failure: RetirementError | undefined;
}

/** What the delete of the same row makes of another copy of the same world. */
export const deleteRow = async (one: Case): Promise<Deleted> => {
    const { ec2, context, kind, state } = stageOf(one);
    const memory = { wanted: new WantedObjects(), turns: new Turns() };
    try {
        await retireRow(kind, [kind], imageId, state, context, memory);
        return { ec2, failure: undefined };
    } catch (error) {
        if (RetirementError.is(error)) return { ec2, failure: error };
        throw error;
    }
};
