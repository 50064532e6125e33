import { type Blocker, type Effect, type Instant, instantOf, type PlannedCall, renderDeadline } from "../../retirement";
import type { ObservedImage } from "./observation";
import type { AmiDeletionPolicy } from "./policy";

const cooldownMs = 24 * 60 * 60 * 1000;

interface ProtectionPlan {
    readonly blockers: readonly Blocker[];
    readonly effects: readonly Effect[];
    readonly calls: readonly PlannedCall[];
    readonly deferred?: { readonly until: Instant; readonly because: string };
}

const nothing: ProtectionPlan = { blockers: [], effects: [], calls: [] };

/**
 * What deregistration protection means for a deregistration.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deregistration-protection.html
 */
export const planProtection = (image: ObservedImage, policy: AmiDeletionPolicy, now: Date): ProtectionPlan => {
    const { imageId, deregistrationProtection: protection } = image;
    if (protection === "disabled") return nothing;

    // Lifted already, and still in force for the rest of its cooldown: lifting it again would be for nothing.
    const cooldown = /^disabled after (.+)$/.exec(protection);
    if (cooldown !== null) {
        const ends = Date.parse(cooldown[1] ?? "");
        if (!Number.isNaN(ends) && ends <= now.getTime()) return nothing;
        if (!Number.isNaN(ends)) return deferredUntil(imageId, instantOf(new Date(ends)));
    }

    if (policy.disableDeregistrationProtection !== true || !Object.hasOwn(lifts, protection)) {
        return {
            ...nothing,
            blockers: [
                {
                    code: "deregistration-protected",
                    subject: imageId,
                    fact: `deregistration protection of ${imageId} is "${protection}"`,
                    remedy: "set deletionPolicy.disableDeregistrationProtection to true, or disable the protection in EC2 (ec2:DisableImageDeregistrationProtection)",
                },
            ],
        };
    }
    return lifts[protection as keyof typeof lifts](imageId, now);
};

const probe = (imageId: string): PlannedCall => ({
    // Whether we may deregister at all is asked before the protection is lifted, not found out afterwards.
    service: "ec2",
    operation: "DeregisterImage",
    input: { ImageId: imageId, DryRun: true },
    probe: true,
});

const lift = (imageId: string): PlannedCall => ({
    service: "ec2",
    operation: "DisableImageDeregistrationProtection",
    input: { ImageId: imageId },
});

const lifted = (imageId: string): Effect => ({
    code: "protection-lifted",
    subject: imageId,
    fact: `deregistration protection of ${imageId} is lifted`,
    reversible: { is: "always" },
});

const lifts = {
    "enabled-without-cooldown": (imageId: string): ProtectionPlan => ({
        ...nothing,
        effects: [lifted(imageId)],
        calls: [
            probe(imageId),
            {
                ...lift(imageId),
                undo: {
                    service: "ec2",
                    operation: "EnableImageDeregistrationProtection",
                    input: { ImageId: imageId, WithCooldown: false },
                },
            },
        ],
    }),
    "enabled-with-cooldown": (imageId: string, now: Date): ProtectionPlan => ({
        ...deferredUntil(imageId, instantOf(new Date(now.getTime() + cooldownMs))),
        effects: [lifted(imageId)],
        calls: [probe(imageId), lift(imageId)],
    }),
} as const;

const deferredUntil = (imageId: string, until: Instant): ProtectionPlan => ({
    ...nothing,
    deferred: {
        until,
        because: `deregistration protection of ${imageId} was enabled with a cooldown and stays in force until ${renderDeadline(until)}; after that the next run finishes`,
    },
});
