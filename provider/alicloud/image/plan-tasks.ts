import { type Blocker, type PlannedCall, type Reading, unreadable, type Warning } from "../../retirement";
import type { ObservedImage, Task } from "./observation";
import type { ImageDeletionPolicy } from "./policy";

interface TasksPlan {
    readonly unknowns: readonly Blocker[];
    readonly warnings: readonly Warning[];
    readonly calls: readonly PlannedCall[];
    /** What has to end first, as a whole sentence. */
    readonly settling?: string;
}

const unsettled = new Set(["Creating", "Waiting"]);

/** An image that is being made, copied, imported or exported cannot be deleted: that is waited for, or cancelled on wish. */
export const planTasks = (
    region: string,
    image: ObservedImage,
    tasks: Reading<readonly Task[]>,
    policy: ImageDeletionPolicy,
): TasksPlan => {
    const none: TasksPlan = { unknowns: [], warnings: [], calls: [] };
    const { imageId, status, isCopied } = image;
    const cancels = policy.cancelInProgress === true;
    // To cancel a copy is to delete it.
    if (unsettled.has(status) && isCopied) {
        const because = `${imageId} is still being copied (${status})`;
        if (!cancels) return { ...none, settling: because };
        const input = { RegionId: region, ImageId: imageId };
        return { ...none, calls: [{ service: "ecs", operation: "CancelCopyImage", input }] };
    }
    if (tasks.is === "unknown") {
        return { ...none, unknowns: [unreadable(imageId, `which tasks run on ${imageId}`, tasks)] };
    }
    const [task] = tasks.value;
    if (task === undefined) {
        return unsettled.has(status) ? { ...none, settling: `${imageId} is still being made (${status})` } : none;
    }
    const doing = task.action === "ImportImage" ? "imported" : "exported";
    const because = `${imageId} is being ${doing} (task ${task.id})`;
    if (!cancels) return { ...none, settling: because };
    if (!task.canBeCancelled) return { ...none, settling: `${because}, which cannot be cancelled` };
    const calls = tasks.value.map(
        ({ id }): PlannedCall => ({
            service: "ecs",
            operation: "CancelTask",
            input: { RegionId: region, TaskId: id },
        }),
    );
    // What a cancelled task leaves behind is looked at before anything else is done.
    return { ...none, calls, settling: `${because}, and is cancelled first` };
};
