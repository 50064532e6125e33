import { type AmiOperation, errorTables, isAmiOperation } from "../../../../provider/aws/ami/errors";
import { sentOf } from "../../../../provider/aws/ami/sent";
import { retentionDays } from "../../../../provider/aws/recycle-bin/forecast";
import { CallError } from "../../../../provider/execution/errors";
import type { Sent } from "../../../../provider/execution/journal";
import { type Call, daysAfter, instantOf } from "../../../../provider/retirement";
import type { SimulatedImage, SimulatedSnapshot, SimulatedWorld } from "./simulated-world";

/** What each call makes of the world, by EC2's documentation; what EC2 refuses is refused by the codes that it may use. */

interface Moment {
    readonly now: Date;
    live(imageId: string): SimulatedImage | undefined;
    /** An image that is gone, and that EC2 does not know of yet. */
    readonly lingering: SimulatedImage | undefined;
}

interface Changed {
    readonly world: SimulatedWorld;
    readonly sent: Sent;
}

export const changed = (world: SimulatedWorld, call: Call, moment: Moment): Changed => {
    const { operation, input } = call;
    if (call.service !== "ec2" || !isAmiOperation(operation)) throw new Error(`EC2 has no ${operation}`);
    if (world.forbidden.includes(operation)) {
        throw new CallError(`ec2:${operation}`, "UnauthorizedOperation", "denied", `no ${operation}`);
    }
    // A DryRun is answered by the permissions alone.
    if (input.DryRun === true) return { world, sent: {} };
    if (operation === "DeleteSnapshot") return deleteSnapshot(world, input, moment);
    const image = moment.live(String(input.ImageId));
    if (image === undefined || image.state === "deregistered") throw refused(operation, "InvalidAMIID.NotFound");
    if (image.ownerId !== world.caller) throw refused(operation, "AuthFailure");
    return changesOf(operation)(world, image, input, moment);
};

type Change = (world: SimulatedWorld, image: SimulatedImage, input: Call["input"], moment: Moment) => Changed;

const changesOf = (operation: AmiOperation): Change => {
    const change = imageChanges[operation];
    if (change === undefined) throw new Error(`no retirement sends ${operation}`);
    return change;
};

const refused = (operation: AmiOperation, code: string): CallError =>
    new CallError(`ec2:${operation}`, code, errorTables[operation].get(code) ?? "unexpected", `EC2 says ${code}`);

const withImage = (world: SimulatedWorld, image: SimulatedImage): SimulatedWorld => ({
    ...world,
    images: world.images.map(each => (each.imageId === image.imageId ? image : each)),
});

const cooldownMs = 24 * 60 * 60 * 1000;

const isProtected = ({ deregistrationProtection: protection }: SimulatedImage, now: Date): boolean => {
    const ends = /^disabled after (.+)$/.exec(protection)?.[1];
    // What it does not understand itself, it does not let go.
    return ends === undefined ? protection !== "disabled" : !(Date.parse(ends) <= now.getTime());
};

const isInTheMaking = ({ state, sourceImageId, sourceInstanceId }: SimulatedImage): boolean =>
    state === "transient" || (state === "pending" && (sourceImageId === undefined || sourceInstanceId !== undefined));

const deregister: Change = (world, image, input, { now }) => {
    if (world.isHeld || image.ownerAlias === "aws-backup-vault" || isProtected(image, now))
        throw refused("DeregisterImage", "OperationNotPermitted");
    if (isInTheMaking(image)) throw refused("DeregisterImage", "IncorrectState");

    const along = input.DeleteAssociatedSnapshots === true ? world.snapshots : [];
    const results = along
        .filter(({ id, leaves }) => image.snapshotIds.includes(id) && leaves === undefined)
        .map(snapshot => ({ SnapshotId: snapshot.id, ReturnCode: returnCode(world, image, snapshot) }));
    const taken = results.filter(({ ReturnCode }) => ReturnCode === "success").map(({ SnapshotId }) => SnapshotId);
    const isTaken = image.rootDeviceType === "ebs" && (image.state === "available" || image.state === "disabled");
    const days = isTaken ? retentionDays(image.tags, world.rules.EC2_IMAGE) : 0;
    const others = world.images.filter(({ imageId }) => imageId !== image.imageId);
    const bin = { entered: instantOf(now), leaves: daysAfter(now, days) };
    return {
        world: {
            ...world,
            images: days > 0 ? [...others, { ...image, bin }] : others,
            snapshots: taken.reduce((left, id) => without(left, id, world, now), world.snapshots),
        },
        sent: sentOf("DeregisterImage", input, { Return: true, DeleteSnapshotResults: results }),
    };
};

const returnCode = (world: SimulatedWorld, image: SimulatedImage, snapshot: SimulatedSnapshot): string => {
    if (usersOf(world, snapshot).some(({ imageId }) => imageId !== image.imageId)) return "skipped";
    if (snapshot.ownerId !== world.caller || world.forbidden.includes("DeleteSnapshot")) return "missing-permissions";
    return isHeld(snapshot) ? "client-error" : "success";
};

const usersOf = ({ images }: SimulatedWorld, { id }: SimulatedSnapshot): readonly SimulatedImage[] =>
    images.filter(
        ({ bin, state, snapshotIds }) => bin === undefined && state !== "deregistered" && snapshotIds.includes(id),
    );

const isHeld = ({ isHeld, lock }: SimulatedSnapshot): boolean =>
    isHeld || (lock !== undefined && lock.state !== "expired");

/** The snapshots without this one: it goes to the bin by its own tags, or for good. */
const without = (
    snapshots: readonly SimulatedSnapshot[],
    id: string,
    { rules }: SimulatedWorld,
    now: Date,
): readonly SimulatedSnapshot[] =>
    snapshots.flatMap(snapshot => {
        if (snapshot.id !== id) return [snapshot];
        const days = retentionDays(snapshot.tags, rules.EBS_SNAPSHOT);
        return days > 0 ? [{ ...snapshot, leaves: daysAfter(now, days) }] : [];
    });

const deleteSnapshot = (world: SimulatedWorld, input: Call["input"], { now, lingering }: Moment): Changed => {
    const snapshot = world.snapshots.find(({ id, leaves }) => id === input.SnapshotId && leaves === undefined);
    if (snapshot === undefined) throw refused("DeleteSnapshot", "InvalidSnapshot.NotFound");
    if (snapshot.ownerId !== world.caller) throw refused("DeleteSnapshot", "AuthFailure");
    const isInUse = usersOf(world, snapshot).length > 0 || lingering?.snapshotIds.includes(snapshot.id) === true;
    if (isInUse) throw refused("DeleteSnapshot", "InvalidSnapshot.InUse");
    if (isHeld(snapshot)) throw refused("DeleteSnapshot", "SnapshotLocked");
    return {
        world: { ...world, snapshots: without(world.snapshots, snapshot.id, world, now) },
        sent: sentOf("DeleteSnapshot", input, {}),
    };
};

/** A change of the image alone, and what EC2 answers to it. */
const simple =
    (
        operation: AmiOperation,
        change: (image: SimulatedImage, input: Call["input"], now: Date) => Partial<SimulatedImage>,
        answer: boolean | string = true,
    ): Change =>
    (world, image, input, { now }) => ({
        world: withImage(world, { ...image, ...change(image, input, now) }),
        sent: sentOf(operation, input, { Return: answer }),
    });

const imageChanges: Readonly<Partial<Record<AmiOperation, Change>>> = {
    DeregisterImage: deregister,

    DisableImage: (world, image, input, moment) => {
        if (image.state !== "available") throw refused("DisableImage", "IncorrectState");
        const disable = simple("DisableImage", () => ({ state: "disabled" }));
        const disabled = disable(world, image, input, moment);
        return { ...disabled, world: { ...disabled.world, grantees: [] } };
    },

    EnableImageDeprecation: simple("EnableImageDeprecation", ({ state }, { DeprecateAt }, now) => {
        if (state !== "available" && state !== "disabled") throw refused("EnableImageDeprecation", "IncorrectState");
        const isPast = !(Date.parse(String(DeprecateAt)) > now.getTime());
        if (isPast) throw refused("EnableImageDeprecation", "InvalidParameterValue");
        return { deprecationTime: String(DeprecateAt) };
    }),

    DisableImageDeregistrationProtection: simple(
        "DisableImageDeregistrationProtection",
        ({ deregistrationProtection: protection }, _input, now) => {
            if (protection === "enabled-without-cooldown") return { deregistrationProtection: "disabled" };
            if (protection !== "enabled-with-cooldown") return {};
            return { deregistrationProtection: `disabled after ${instantOf(new Date(now.getTime() + cooldownMs))}` };
        },
        "disabled",
    ),

    EnableImageDeregistrationProtection: simple(
        "EnableImageDeregistrationProtection",
        (_image, { WithCooldown }) => ({
            deregistrationProtection: WithCooldown === true ? "enabled-with-cooldown" : "enabled-without-cooldown",
        }),
        "enabled",
    ),
};
