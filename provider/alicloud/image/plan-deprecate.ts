import type { RetirementPlan, Warning } from "../../retirement";
import type { ObservedImage } from "./observation";
import type { SharesPlan } from "./plan-shares";

/** The gentle action: the image stays, is offered to nobody, and still starts instances by its id. */
export const planDeprecate = (
    region: string,
    { imageId, name, status }: ObservedImage,
    shares: SharesPlan,
    warnings: readonly Warning[],
): RetirementPlan => {
    if (status === "Deprecated") {
        const because = `${imageId} is deprecated already`;
        return { outcome: "already-retired", because, calls: [], effects: [], warnings };
    }
    if (status === "Creating" || status === "Waiting") {
        const because = `${imageId} is ${status}: only an image that is available can be deprecated`;
        return { outcome: "defer", calls: [], because, wait: "settle", effects: [], warnings };
    }
    if (status !== "Available") {
        const fact = `${imageId} is ${status}, and only an available image can be deprecated`;
        const remedy = 'set deletionPolicy.action to "delete" or "retain"';
        return { outcome: "blocked", blockers: [{ code: "not-available", subject: imageId, fact, remedy }], warnings };
    }
    const deprecate = {
        service: "ecs",
        operation: "ModifyImageAttribute",
        input: { RegionId: region, ImageId: imageId, Status: "Deprecated" },
    };
    const [first = deprecate, ...rest] = [...shares.calls, deprecate];
    const fact = `${imageId} (${name}) is deprecated: offered to nobody, and still launchable by id`;
    return {
        outcome: "retire",
        calls: [first, ...rest],
        effects: [
            ...shares.effects,
            { code: "image-deprecated", subject: imageId, fact, reversible: { is: "always" } },
        ],
        warnings,
    };
};
