import { CallError, RetirementError, renderCallError } from "../../execution/errors";
import type { Context } from "../../execution/kind";
import { sendUntilTaken } from "../../execution/send";
import type { Pace } from "../../execution/wait";
import { renderInstant } from "../../retirement";
import { assertAccount, assertAllowed } from "../caller";
import { AwsCloud } from "../client";
import { configuredEndpoints, connectionFor, environmentEndpoints } from "../configuration";
import { type ImageApi, imageApi, type RestoreApi } from "./api";
import { observeBin, restorableUntil } from "./bin";
import { type ObservedImage, stateDeregistered } from "./observation";
import { factsOf } from "./read";
import { restoreAmi } from "./restore";
import type { AmiInputs, AmiState } from "./state";

/**
 * Takes an existing image into the program: verifies that it is there and ours, brings it back from where the arguments
 * allow it, and records every fact that deleting it will need. An update does the same to an image that has a row.
 */
export const adoptAmi = async (
    inputs: AmiInputs,
    context: Context,
    settle: Pace,
    before?: AmiState,
): Promise<AmiState> => {
    const endpoints =
        before === undefined
            ? (configuredEndpoints(context.configuration) ?? environmentEndpoints(context.environment))
            : before.endpoints;
    const cloud = AwsCloud.at(connectionFor({ ...inputs, endpoints }, context.configuration));
    const api = imageApi(cloud);
    try {
        const accountId = before?.accountId ?? (await cloud.account());
        if (before === undefined) assertAllowed(accountId, cloud.connection);
        else await assertAccount(cloud, accountId, `EC2 AMI ${inputs.imageId}`);
        const image = await findOrRestore(api, inputs, before?.snapshotIds ?? [], context, settle);
        assertOwned(image, accountId);
        const region = await api.region();
        const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        const { restorableUntil: _, ...kept } = inputs as AmiState;
        return {
            ...kept,
            ...factsOf(await reEnabled(api, image, inputs, context, settle)),
            region,
            accountId,
            arn: `arn:${partition}:ec2:${region}::image/${image.imageId}`,
            ...(endpoints === undefined ? {} : { endpoints }),
        };
    } catch (error) {
        if (!CallError.is(error)) throw error;
        const message = `adopting EC2 AMI ${inputs.imageId}: ${renderCallError(error)}`;
        throw new RetirementError("call-failed", message, [], { cause: error });
    }
};

const findOrRestore = async (
    api: RestoreApi,
    inputs: AmiInputs,
    knownSnapshotIds: readonly string[],
    context: Context,
    settle: Pace,
): Promise<ObservedImage> => {
    const { imageId } = inputs;
    const image = await api.describeImage(imageId);
    if (image !== undefined && image.state !== stateDeregistered) return image;
    const binned = await observeBin(api, imageId, knownSnapshotIds);
    if (binned === undefined) {
        throw new RetirementError(
            "call-failed",
            `there is no EC2 AMI ${imageId} in region ${await api.region()}, nor in its Recycle Bin: correct imageId or region`,
        );
    }
    if (inputs.restoreFromRecycleBin !== true) {
        throw new RetirementError(
            "blocked",
            `EC2 AMI ${imageId} is in the Recycle Bin, and can be restored until ${renderInstant(restorableUntil(binned))}: set restoreFromRecycleBin to true to bring it back`,
        );
    }
    const { surroundings } = context;
    const restored = await restoreAmi({ api, imageId, snapshotsOnRecord: knownSnapshotIds, settle, surroundings });
    const sent = restored.calls.map(({ input }) => input.ImageId ?? input.SnapshotId);
    surroundings.tell(`${[imageId, ...sent.filter(id => id !== imageId)].join(", ")}: restored from the Recycle Bin`);
    return restored.image;
};

const assertOwned = (image: ObservedImage, accountId: string): void => {
    if (image.ownerId === accountId) return;
    throw new RetirementError(
        "blocked",
        `EC2 AMI ${image.imageId} belongs to account ${image.ownerId}, not to ${accountId}: only its owner can retire it; leave it out of the program, or use credentials of account ${image.ownerId}`,
    );
};

/** An image that this policy's own `disable` or `deprecate` put away comes back when it is in the program again. */
const reEnabled = async (
    api: ImageApi,
    image: ObservedImage,
    inputs: AmiInputs,
    context: Context,
    settle: Pace,
): Promise<ObservedImage> => {
    const send = async (operation: string, told: string) => {
        const call = { service: "ec2", operation, input: { ImageId: image.imageId } };
        await sendUntilTaken(call, api.send, settle, context.surroundings);
        context.surroundings.tell(`${image.imageId} (${image.name}) is ${told} again`);
    };
    const action = inputs.deletionPolicy?.action;
    if (action === "disable" && image.state === "disabled") {
        await send("EnableImage", "enabled");
        return { ...image, state: "available" };
    }
    // A deprecation that a delete has just asked for may lie up to a minute ahead: EC2 takes no earlier one.
    const { deprecationTime } = image;
    const soon = api.now().getTime() + 60_000;
    if (action === "deprecate" && deprecationTime !== undefined && Date.parse(deprecationTime) <= soon) {
        await send("DisableImageDeprecation", "not deprecated");
    }
    return image;
};
