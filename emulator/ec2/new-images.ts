import type { InputOf } from "../protocols/shape";
import type { Call } from "../service";
import { CloudError } from "../service";
import { tableOf } from "../world";
import { badValue, imageUnavailable, missing, noSuchImage, noSuchSnapshot } from "./errors";
import type { Tag } from "./filters";
import { checkId, newId } from "./ids";
import { type Image, type ImageRow, imageAt, images, mayLaunch, putImage } from "./image";
import { CopyImageRequest, CreateImageRequest, RegisterImageRequest } from "./image-inputs";
import { ImageResult } from "./image-outputs";
import { checkName, checkNameIsFree } from "./names";
import { changes } from "./operation";
import { maySee, putSnapshot, snapshotIn } from "./snapshot";
import { newSnapshot } from "./snapshots";
import { merged, tagsFor } from "./tag-rules";
import { copies } from "./throttles";

/** How long CreateImage and CopyImage take. The emulator's own number. */
const availableInMs = 30_000;

type Mappings = Image["BlockDeviceMappings"];

const newImage = (call: Call<unknown>, members: Partial<Image> & { readonly Name: string }): ImageRow => ({
    where: "live",
    launchPermissions: [],
    image: {
        ImageId: newId("AMI"),
        OwnerId: call.caller.account,
        State: "available",
        ImageLocation: `${call.caller.account}/${members.Name}`,
        CreationDate: call.now.toISOString(),
        ImageType: "machine",
        Hypervisor: "xen",
        PlatformDetails: "Linux/UNIX",
        UsageOperation: "RunInstances",
        BlockDeviceMappings: [],
        ...members,
    },
});

const pending = (call: Call<unknown>, row: ImageRow): ImageRow => ({
    ...row,
    availableFrom: new Date(call.now.getTime() + availableInMs),
    image: { ...row.image, State: "pending" },
});

export const registerImage = changes({
    takes: RegisterImageRequest,
    answers: ImageResult,
    handle: call => {
        const { input } = call;
        checkName(input.Name);
        if (input.ImageLocation === undefined && input.RootDeviceName === undefined) {
            throw missing("RootDeviceName");
        }
        checkNameIsFree(call, input.Name);
        const onEbs = input.ImageLocation === undefined;
        const { TagSpecifications, DryRun, BillingProducts, UefiData, BlockDeviceMappings, ...members } = input;
        const row = newImage(call, {
            ...members,
            RootDeviceType: onEbs ? "ebs" : "instance-store",
            Architecture: input.Architecture ?? "i386",
            VirtualizationType: input.VirtualizationType ?? "paravirtual",
            BlockDeviceMappings: registeredMappings(call, BlockDeviceMappings),
            Tags: tagsFor("image", TagSpecifications, ["image"]),
        });
        putImage(call, row);
        return { ImageId: row.image.ImageId };
    },
});

const registeredMappings = (call: Call<InputOf<typeof RegisterImageRequest>>, mappings: Mappings): Mappings => {
    const described = (mappings ?? []).map(mapping => {
        const id = mapping.Ebs?.SnapshotId;
        if (id === undefined) {
            return mapping;
        }
        checkId("Snapshot", id);
        const row = snapshotIn(call.world, call.caller.region, call.now, id);
        if (row?.where !== "live" || !maySee(row, call.caller.account)) {
            throw noSuchSnapshot(id);
        }
        if (row.snapshot.State !== "completed") {
            throw new CloudError("IncorrectState", `The snapshot ${id} is not completed`);
        }
        const { VolumeSize, Encrypted } = row.snapshot;
        return {
            ...mapping,
            Ebs: { DeleteOnTermination: true, VolumeType: "standard", VolumeSize, Encrypted, ...mapping.Ebs },
        };
    });
    const root = described.find(mapping => mapping.DeviceName === call.input.RootDeviceName);
    if (call.input.ImageLocation === undefined && root?.Ebs?.SnapshotId === undefined) {
        throw new CloudError("InvalidBlockDeviceMapping", "The root device must have a snapshot");
    }
    return described;
};

export const createImage = changes({
    takes: CreateImageRequest,
    answers: ImageResult,
    handle: call => {
        const { InstanceId, Name, Description, TagSpecifications, BlockDeviceMappings } = call.input;
        checkId("Instance", InstanceId);
        checkName(Name);
        checkNameIsFree(call, Name);
        const taggable = ["image", "snapshot"];
        const imageTags = tagsFor("image", TagSpecifications, taggable);
        const snapshotTags = tagsFor("snapshot", TagSpecifications, taggable);
        const row = pending(
            call,
            newImage(call, {
                Name,
                Description,
                Architecture: "x86_64",
                RootDeviceName: "/dev/xvda",
                RootDeviceType: "ebs",
                VirtualizationType: "hvm",
                EnaSupport: true,
                SourceInstanceId: InstanceId,
                Tags: imageTags,
            }),
        );
        const others = (BlockDeviceMappings ?? []).filter(
            ({ DeviceName, NoDevice }) => DeviceName !== "/dev/xvda" && NoDevice === undefined,
        );
        const mappings = [{ DeviceName: "/dev/xvda", Ebs: {} }, ...others].map(mapping =>
            mapping.Ebs === undefined
                ? mapping
                : {
                      ...mapping,
                      Ebs: snapshotted(
                          call,
                          mapping.Ebs,
                          `Created by CreateImage(${InstanceId}) for ${row.image.ImageId}`,
                          snapshotTags,
                      ),
                  },
        );
        putImage(call, { ...row, image: { ...row.image, BlockDeviceMappings: mappings } });
        return { ImageId: row.image.ImageId };
    },
});

type Ebs = NonNullable<NonNullable<Mappings>[number]["Ebs"]>;

/** A device of a new image, with the snapshot that is made for it. */
const snapshotted = (call: Call<unknown>, ebs: Ebs, description: string, tags: readonly Tag[]): Ebs => {
    const row = newSnapshot(call, {
        VolumeId: newId("Volume"),
        VolumeSize: ebs.VolumeSize ?? 8,
        Encrypted: ebs.Encrypted ?? false,
        Description: description,
        Tags: tags,
    });
    putSnapshot(call, row);
    return {
        DeleteOnTermination: true,
        VolumeType: "gp3",
        VolumeSize: 8,
        Encrypted: false,
        ...ebs,
        SnapshotId: row.snapshot.SnapshotId,
    };
};

/** Which image a CopyImage with a client token has made, and from what. */
const copiesByToken = tableOf<{ readonly imageId: string; readonly asked: string }>("ec2 copies by client token");

export const copyImage = changes({
    takes: CopyImageRequest,
    answers: ImageResult,
    bucket: copies,
    handle: call => {
        const { input } = call;
        checkName(input.Name);
        const partition = `${call.caller.account} ${call.caller.region}`;
        const asked = JSON.stringify(input);
        const before =
            input.ClientToken === undefined ? undefined : call.world.row(copiesByToken, partition, input.ClientToken);
        if (before !== undefined) {
            if (before.asked !== asked) {
                throw new CloudError("IdempotentParameterMismatch", "The client token was used with other parameters");
            }
            return { ImageId: before.imageId };
        }
        const row = copyOf(call, sourceOf(call));
        putImage(call, row);
        if (input.ClientToken !== undefined) {
            call.world.write(copiesByToken, partition, input.ClientToken, { imageId: row.image.ImageId, asked });
        }
        return { ImageId: row.image.ImageId };
    },
});

type CopyCall = Call<InputOf<typeof CopyImageRequest>>;

const sourceOf = (call: CopyCall): Image => {
    const { SourceImageId: id, SourceRegion } = call.input;
    checkId("AMI", id);
    if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(SourceRegion)) {
        throw badValue(`Value (${SourceRegion}) for parameter sourceRegion is invalid.`);
    }
    const stored = call.world.row(images, SourceRegion, id);
    const row = stored && imageAt(stored, call.now);
    if (row?.where !== "live" || !mayLaunch(row, call.caller.account)) {
        throw noSuchImage(id);
    }
    if (row.image.State !== "available") {
        throw imageUnavailable(id);
    }
    return row.image;
};

const copyOf = (call: CopyCall, source: Image): ImageRow => {
    const { input } = call;
    const taggable = ["image", "snapshot"];
    const userTags = (source.Tags ?? []).filter(tag => !tag.Key?.startsWith("aws:"));
    const copiedTags = input.CopyImageTags === true && source.OwnerId === call.caller.account ? userTags : [];
    const snapshotTags = tagsFor("snapshot", input.TagSpecifications, taggable);
    const {
        ImageId,
        OwnerId,
        ImageOwnerAlias,
        DeprecationTime,
        DeregistrationProtection,
        LastLaunchedTime,
        Public,
        ...kept
    } = source;
    const row = pending(
        call,
        newImage(call, {
            ...kept,
            Name: input.Name,
            Description: input.Description ?? source.Description,
            CreationDate: call.now.toISOString(),
            ImageLocation: `${call.caller.account}/${input.Name}`,
            SourceImageId: source.ImageId,
            SourceImageRegion: input.SourceRegion,
            SourceInstanceId: undefined,
            Tags: merged(copiedTags, tagsFor("image", input.TagSpecifications, taggable)),
        }),
    );
    const mappings = (source.BlockDeviceMappings ?? []).map(mapping => {
        if (mapping.Ebs?.SnapshotId === undefined) {
            return mapping;
        }
        const ebs = { ...mapping.Ebs, Encrypted: input.Encrypted ?? mapping.Ebs.Encrypted, KmsKeyId: input.KmsKeyId };
        const description = `Copied for DestinationAmi ${row.image.ImageId} from SourceAmi ${source.ImageId} for SourceSnapshot ${mapping.Ebs.SnapshotId}.`;
        return { ...mapping, Ebs: snapshotted(call, ebs, description, snapshotTags) };
    });
    return { ...row, image: { ...row.image, BlockDeviceMappings: mappings } };
};
