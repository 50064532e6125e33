import { z } from "zod";

const pattern = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** Durations as Pulumi's `customTimeouts` writes them: "30s", "10m", "1h30m". */
export const durationSchema = z
    .string()
    .refine(text => text !== "" && pattern.test(text), 'must be a duration such as "30s", "10m" or "1h30m"');

export const durationMs = (text: string): number => {
    const [, hours = "0", minutes = "0", seconds = "0"] = pattern.exec(text) ?? [];
    return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
};
