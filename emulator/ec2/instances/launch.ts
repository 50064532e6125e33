import { randomBytes } from "node:crypto";
import type { Call } from "../../service";
import { imageIdOf, isAlias } from "../../ssm/parameter";
import { badValue, imageUnavailable, noSuchImage } from "../errors";
import type { Tag } from "../filters";
import { checkId, newId } from "../ids";
import { type ImageRow, imageAt, images, mayLaunch, withLaunch } from "../image";
import { type Instance, type InstanceRow, instances } from "./instance";

/** How long an instance takes to run, and to terminate. The emulator's own numbers. */
export const startsInMs = 10_000;

type Launcher = Pick<Call, "world" | "caller" | "now" | "refusalOf">;

/** The image that a launch names, by id or by an alias, or the error that EC2 refuses the launch with. */
export const launchableImage = (call: Launcher, asked: string): ImageRow => {
    const id = isAlias(asked) ? resolved(call, asked) : asked;
    checkId("AMI", id);
    const stored = call.world.row(images, call.caller.region, id);
    const row = stored && imageAt(stored, call.now);
    if (row === undefined || row.purged === true || !mayLaunch(row, call.caller.account)) {
        throw noSuchImage(id);
    }
    if (row.where !== "live" && row.image.OwnerId !== call.caller.account) {
        throw noSuchImage(id);
    }
    if (row.where !== "live" || row.image.State !== "available") {
        throw imageUnavailable(id);
    }
    return row;
};

const resolved = (call: Launcher, asked: string): string => {
    const refusal = call.refusalOf("ssm:GetParameters", {});
    if (refusal !== undefined) {
        throw refusal;
    }
    const id = imageIdOf(call.world, call.caller, asked);
    if (id === undefined) {
        throw badValue(`The parameter of ${asked} does not exist`);
    }
    return id;
};

/** Launches so many instances of an image. */
export const launch = (
    call: Launcher,
    image: ImageRow,
    count: number,
    members: Partial<Instance> & { readonly Tags?: readonly Tag[] },
): readonly InstanceRow[] => {
    const { world, caller, now } = call;
    world.write(images, caller.region, image.image.ImageId, withLaunch(image, now));
    const reservationId = `r-0${randomBytes(8).toString("hex")}`;
    return Array.from({ length: count }, (_, i) => {
        const { Architecture, EnaSupport, Hypervisor, RootDeviceName, RootDeviceType, VirtualizationType } =
            image.image;
        const row: InstanceRow = {
            account: caller.account,
            reservationId,
            state: "pending",
            runningFrom: new Date(now.getTime() + startsInMs),
            instance: {
                Architecture,
                EnaSupport,
                Hypervisor,
                RootDeviceName,
                RootDeviceType,
                VirtualizationType,
                InstanceType: "m1.small",
                ...members,
                InstanceId: newId("Instance"),
                ImageId: image.image.ImageId,
                AmiLaunchIndex: i,
                LaunchTime: now,
                State: { Code: 0, Name: "pending" },
                StateTransitionReason: "",
                Monitoring: { State: "disabled" },
            },
        };
        world.write(instances, caller.region, row.instance.InstanceId, row);
        return row;
    });
};
