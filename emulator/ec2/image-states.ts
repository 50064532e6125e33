import type { Call } from "../service";
import { badValue, imageUnavailable } from "./errors";
import { type ImageRow, ownImage, putImage } from "./image";
import {
    EnableImageDeprecationRequest,
    EnableImageDeregistrationProtectionRequest,
    ImageRequest,
} from "./image-inputs";
import { ProtectionResult } from "./image-outputs";
import { changes } from "./operation";
import { Done } from "./shared-shapes";

type ImageCall = Call<{ readonly ImageId: string }>;

const withImage = (call: ImageCall, row: ImageRow, members: Partial<ImageRow["image"]>): void =>
    putImage(call, { ...row, image: { ...row.image, ...members } });

const inState = (call: ImageCall, ...states: readonly string[]): ImageRow => {
    const row = ownImage(call);
    if (!states.includes(row.image.State)) {
        throw imageUnavailable(row.image.ImageId);
    }
    return row;
};

export const disableImage = changes({
    takes: ImageRequest,
    answers: Done,
    handle: call => {
        const row = inState(call, "available", "disabled");
        // Sharing ends here for good: EnableImage does not bring it back.
        putImage(call, { ...row, launchPermissions: [], image: { ...row.image, State: "disabled" } });
        return { Return: true };
    },
});

export const enableImage = changes({
    takes: ImageRequest,
    answers: Done,
    handle: call => {
        withImage(call, inState(call, "available", "disabled"), { State: "available" });
        return { Return: true };
    },
});

const minute = 60_000;
const yearsAfter = (from: Date, years: number): Date => {
    const later = new Date(from);
    later.setUTCFullYear(later.getUTCFullYear() + years);
    return later;
};

export const enableImageDeprecation = changes({
    takes: EnableImageDeprecationRequest,
    answers: Done,
    handle: call => {
        const row = ownImage(call);
        const at = new Date(Math.round(call.input.DeprecateAt.getTime() / minute) * minute);
        if (at.getTime() < Math.floor(call.now.getTime() / minute) * minute) {
            throw badValue(`DeprecateAt ${at.toISOString()} is in the past`);
        }
        const latest =
            row.image.Public === true
                ? yearsAfter(new Date(row.image.CreationDate ?? call.now), 2)
                : yearsAfter(call.now, 10);
        if (at > latest) {
            throw badValue(`DeprecateAt ${at.toISOString()} is later than ${latest.toISOString()}`);
        }
        withImage(call, row, { DeprecationTime: at.toISOString() });
        return { Return: true };
    },
});

export const disableImageDeprecation = changes({
    takes: ImageRequest,
    answers: Done,
    handle: call => {
        withImage(call, ownImage(call), { DeprecationTime: undefined });
        return { Return: true };
    },
});

export const enableImageDeregistrationProtection = changes({
    takes: EnableImageDeregistrationProtectionRequest,
    answers: ProtectionResult,
    handle: call => {
        const protection = call.input.WithCooldown === true ? "enabled-with-cooldown" : "enabled-without-cooldown";
        withImage(call, ownImage(call), { DeregistrationProtection: protection });
        return { Return: protection };
    },
});

const cooldownMs = 24 * 3_600_000;

export const disableImageDeregistrationProtection = changes({
    takes: ImageRequest,
    answers: ProtectionResult,
    handle: call => {
        const row = ownImage(call);
        const before = row.image.DeregistrationProtection ?? "disabled";
        // Also when it already is in its cooldown: asking again starts the 24 hours anew.
        const cools = before === "enabled-with-cooldown" || before.startsWith("disabled after");
        const ends = new Date(call.now.getTime() + cooldownMs).toISOString();
        withImage(call, row, { DeregistrationProtection: cools ? `disabled after ${ends}` : "disabled" });
        return { Return: "disabled" };
    },
});
