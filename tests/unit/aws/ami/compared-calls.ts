import assert from "node:assert/strict";
import type { Call, PlannedCall } from "../../../../provider/retirement";
import type { Received, SimulatedEc2 } from "./simulated-ec2";

const minuteMs = 60_000;

/**
 * A call as it is compared. A probe is compared like any other call: the plan names it and EC2 gets it. A deprecation is
 * as of now, so its time is told in minutes from when it was planned or sent.
 */
export const compared = ({ service, operation, input }: Call, atMs: number) => {
    const { DeprecateAt, ...rest } = input;
    const inMinutes = (Date.parse(String(DeprecateAt)) - Math.floor(atMs / minuteMs) * minuteMs) / minuteMs;
    return { call: `${service}:${operation}`, ...rest, ...(DeprecateAt === undefined ? {} : { inMinutes }) };
};

export const mayPass = ({ answer }: Received): boolean =>
    answer === "throttled" || answer === "transient" || answer === "not-yet";

export const isRefused = (call: Received): boolean => call.answer !== "yes" && !mayPass(call);

/** Each call where it was sent first, with its last answer: what EC2 put off is sent again, what it answered never is. */
export const sentTo = ({ received }: SimulatedEc2): readonly Received[] => {
    const sent = new Map<string, Received>();
    for (const call of received) {
        const key = JSON.stringify(compared(call, call.atMs));
        const before = sent.get(key);
        assert.ok(before === undefined || mayPass(before), `sent again: ${key}`);
        sent.set(key, { ...call, atMs: before?.atMs ?? call.atMs, input: before?.input ?? call.input });
    }
    return [...sent.values()];
};

/** Calls that rest on each other end with the first that EC2 refuses for good, and what was lifted is put back. */
export const cutShort = (calls: readonly PlannedCall[], sent: readonly Received[]): readonly Call[] => {
    const refused = new Set(sent.filter(isRefused).map(call => JSON.stringify(compared(call, call.atMs))));
    const end = calls.findIndex(call => refused.has(JSON.stringify(compared(call, sent[0]?.atMs ?? 0))));
    if (end < 0) return calls;
    const before = calls.slice(0, end);
    const isGone = before.some(({ operation, probe }) => operation === "DeregisterImage" && probe !== true);
    // Once the image has gone there is nothing left to put back, and its snapshots may be tried each by itself.
    if (isGone) return sent.length < calls.length ? calls.slice(0, end + 1) : calls;
    return [...calls.slice(0, end + 1), ...before.flatMap(({ undo }) => undo ?? []).reverse()];
};
