import { type Blocker, type Effect, instantOf, type RetirementPlan, type Warning } from "../../retirement";
import type { ObservedImage } from "./observation";

const minuteMs = 60_000;

/** The two gentle actions: the image stays, nobody is to start from it. */
export type PutAway = "disable" | "deprecate";

const isSettling = ({ state }: ObservedImage): boolean => state === "pending" || state === "transient";

/** An image that will never be available can only be deregistered. */
export const putAwayBlockers = (image: ObservedImage, action: PutAway): Blocker[] => {
    const isPossible = image.state === "available" || (image.state === "disabled" && action === "disable");
    if (isPossible || isSettling(image)) return [];
    return [
        {
            code: "not-available",
            subject: image.imageId,
            fact: `${image.imageId} is ${image.state}, and EC2 can ${action} only an available image`,
            remedy: 'set deletionPolicy.action to "deregister" or "retain"',
        },
    ];
};

export const planPutAway = (
    image: ObservedImage,
    action: PutAway,
    now: Date,
    warnings: readonly Warning[],
): RetirementPlan => {
    if (isSettling(image)) {
        const because = `${image.imageId} is ${image.state}: EC2 can ${action} it only when it is available`;
        return { outcome: "defer", calls: [], because, wait: "settle", effects: [], warnings };
    }
    return action === "disable" ? planDisable(image, warnings) : planDeprecate(image, now, warnings);
};

const planDisable = (image: ObservedImage, warnings: readonly Warning[]): RetirementPlan => {
    const effect: Effect = {
        code: "image-disabled",
        subject: image.imageId,
        fact: `${image.imageId} (${image.name}) is disabled: nobody can launch from it, and its launch permissions are lost`,
        reversible: { is: "always" },
    };
    if (image.state === "disabled") {
        const because = `${image.imageId} is disabled already`;
        return { outcome: "already-retired", because, calls: [], effects: [], warnings };
    }
    return {
        outcome: "retire",
        calls: [{ service: "ec2", operation: "DisableImage", input: { ImageId: image.imageId } }],
        effects: [effect],
        warnings,
    };
};

const planDeprecate = (image: ObservedImage, now: Date, warnings: readonly Warning[]): RetirementPlan => {
    // EC2 refuses a past time and rounds to the minute: the next full minute is the earliest that it surely takes.
    const soon = (Math.floor(now.getTime() / minuteMs) + 1) * minuteMs;
    if (image.deprecationTime !== undefined && Date.parse(image.deprecationTime) <= soon) {
        const because = `${image.imageId} is deprecated already`;
        return { outcome: "already-retired", because, calls: [], effects: [], warnings };
    }
    return {
        outcome: "retire",
        calls: [
            {
                service: "ec2",
                operation: "EnableImageDeprecation",
                input: { ImageId: image.imageId, DeprecateAt: instantOf(new Date(soon)) },
            },
        ],
        effects: [
            {
                code: "image-deprecated",
                subject: image.imageId,
                fact: `${image.imageId} (${image.name}) is deprecated: hidden from others, and still launchable by id`,
                reversible: { is: "always" },
            },
        ],
        warnings,
    };
};
