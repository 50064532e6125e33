import * as pulumi from "@pulumi/pulumi";
import { aws } from "pulumi-retire";

// The images are named by the configuration, so that taking one out is a change of one line:
//   pulumi config set --path images.web ami-0123456789abcdef0
//   pulumi config rm  --path images.web
const images = new pulumi.Config().requireObject<Record<string, string>>("images");

/** Each policy says what becomes of an image when its row goes: when it leaves the program, or the stack is destroyed. */
const policies: Record<string, Partial<aws.AmiArgs>> = {
    // The default: deregister, and leave the snapshots alone. They go on costing; the row tells which ones stay.
    plain: {},

    // The snapshots go with the image. One that another image uses, or that is locked, stays and is named.
    thorough: { deletionPolicy: { deleteAssociatedSnapshots: true } },

    // Only if it can be brought back for a week. The snapshots must be covered by rules of their own: an image whose
    // snapshots are gone cannot be restored, however long the Recycle Bin keeps it.
    careful: {
        deletionPolicy: {
            deleteAssociatedSnapshots: true,
            recycleBin: { required: true, minimumRetentionDays: 7 },
        },
        // And bring it back when it is declared again while it is in the bin.
        restoreFromRecycleBin: true,
    },

    // Lift deregistration protection first. One that was enabled with a cooldown stays in force for 24 hours: the delete
    // fails cleanly, says until when, and a later run finishes.
    guarded: { deletionPolicy: { disableDeregistrationProtection: true } },

    // Shared with other accounts on purpose, and they know that it goes. Everything else that uses it still blocks.
    shared: { deletionPolicy: { ignoreReferences: ["launch-permission"] } },

    // Nobody can start anything new from it, and it can be enabled again. Its launch permissions are lost.
    shelved: { deletionPolicy: { action: "disable" } },

    // Hidden from other accounts' searches, still launchable by id.
    fading: { deletionPolicy: { action: "deprecate" } },

    // The row goes, the image stays.
    kept: { deletionPolicy: { action: "retain" } },
};

export const states = Object.entries(images).map(([name, imageId]) => {
    // What still launches from an image has a minute to let go of it; an example should not keep anybody waiting.
    const image = new aws.Ami(name, { imageId, timeouts: { release: "1s" }, ...policies[name] });
    return pulumi.interpolate`${name}: ${image.imageId} is ${image.state}`;
});
