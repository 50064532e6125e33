import { callsOf, type RetirementPlan } from "../../../../provider/retirement";
import type { Case } from "./random-worlds";
import type { Received } from "./simulated-ec2";

/** What sorts of case one was. */
export const sortsOf = (
    { world, overrides, gone }: Case,
    plans: readonly RetirementPlan[],
    refused: readonly Received[],
    extra: readonly Received[],
): readonly string[] => {
    const last = plans.at(-1);
    if (last === undefined) return [];
    const calls = callsOf(last).map(({ operation }) => operation);
    const has = (...operations: readonly string[]): boolean => operations.every(each => calls.includes(each));
    const sorts: Readonly<Record<string, boolean>> = {
        [last.outcome]: true,
        "waited, then sent": plans.length > 1 && calls.length > 0,
        "waited, then refused": plans.length > 1 && (last.outcome === "blocked" || last.outcome === "unknown"),
        "still settling": plans.length === 1 && last.outcome === "defer" && last.wait !== undefined,
        "lifted, then deregistered": last.outcome === "retire" && has("DisableImageDeregistrationProtection"),
        "lifted, then deferred": last.outcome === "defer" && has("DisableImageDeregistrationProtection"),
        disabled: has("DisableImage"),
        deprecated: has("EnableImageDeprecation"),
        "snapshots along": callsOf(last).some(({ input }) => input.DeleteAssociatedSnapshots === true),
        "snapshots singly": has("DeregisterImage", "DeleteSnapshot"),
        "snapshots afterwards": last.outcome === "already-retired" && has("DeleteSnapshot"),
        "refused by EC2": refused.length > 0,
        "put back": refused.length > 0 && last.outcome === "retire" && has("DisableImageDeregistrationProtection"),
        "left by EC2": extra.length > 0,
        overridden: overrides !== undefined && calls.length > 0,
        "faults, and sent": Object.keys(world.faults).length > 0 && calls.length > 0,
        "another in the bin": gone.length > 0 && calls.length > 0,
    };
    return Object.keys(sorts).filter(name => sorts[name] === true);
};

/** What each thousand of worlds holds at the very least, or the property would say little: far less than usual, so that chance alone never fails it. */
export const least: Readonly<Record<string, number>> = {
    retire: 80,
    defer: 10,
    retain: 8,
    "already-retired": 60,
    blocked: 90,
    unknown: 12,
    "invalid-override": 25,
    overridden: 7,
    "faults, and sent": 15,
    "waited, then sent": 4,
    "still settling": 0.5,
    "lifted, then deregistered": 4,
    "lifted, then deferred": 4,
    "put back": 0.5,
    disabled: 15,
    deprecated: 8,
    "snapshots along": 25,
    "snapshots singly": 0.5,
    "snapshots afterwards": 6,
    "another in the bin": 20,
    "refused by EC2": 20,
    "left by EC2": 6,
};
