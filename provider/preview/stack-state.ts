import { z } from "zod";
import { type Row, rowSchema } from "./row";

const exportSchema = z.object({ deployment: z.object({ resources: z.array(rowSchema).nullish() }).nullable() });

/** Undefined for anything that is not what `pulumi stack export` prints. */
export const stackStateOf = (document: unknown): readonly Row[] | undefined => {
    const result = exportSchema.safeParse(document);
    if (!result.success) return undefined;
    return (result.data.deployment?.resources ?? []).map(row => ({
        ...row,
        inputs: inClear(row.inputs),
        outputs: inClear(row.outputs),
    }));
};

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** As the dynamic provider gets them: the engine takes secrets out of their wrapping before it calls a delete. */
const inClear = (values: Row["inputs"]): Row["inputs"] =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, unwrapped(value)]));

const unwrapped = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unwrapped);
    if (typeof value !== "object" || value === null) return value;
    const { [signatureKey]: signature, plaintext } = value as Record<string, unknown>;
    if (signature === secretSignature && typeof plaintext === "string") return unwrapped(JSON.parse(plaintext));
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unwrapped(member)]));
};
