import { CallError } from "../../execution/errors";
import type { Fate, Sent } from "../../execution/journal";
import type { AmiOperation } from "./errors";

interface Answer {
    /** Text for the two protection calls, a boolean elsewhere, nothing for DeleteSnapshot. */
    readonly Return?: boolean | string | undefined;
    readonly DeleteSnapshotResults?:
        | readonly { readonly SnapshotId?: string | undefined; readonly ReturnCode?: string | undefined }[]
        | undefined;
    readonly $metadata?: { readonly requestId?: string | undefined };
}

/** Reads the body of an answer: a 200 is not yet success. */
export const sentOf = (operation: AmiOperation, input: Readonly<Record<string, unknown>>, answer: Answer): Sent => {
    if (answer.Return === false) {
        throw new CallError(
            `ec2:${operation}`,
            "ReturnedFalse",
            "refused",
            `EC2 answered ${operation} with return false`,
        );
    }
    const fates = new Map<string, Fate>();
    for (const { SnapshotId, ReturnCode } of answer.DeleteSnapshotResults ?? []) {
        if (SnapshotId === undefined) continue;
        if (ReturnCode === "success") fates.set(SnapshotId, { is: "gone" });
        else if (ReturnCode === "skipped") fates.set(SnapshotId, { is: "kept", because: "another image" });
        // missing-permissions, internal-error, client-error: the next look plans it again.
        else fates.set(SnapshotId, { is: "left", because: ReturnCode ?? "no return code" });
    }
    if (operation === "DeleteSnapshot") fates.set(String(input.SnapshotId), { is: "gone" });
    const requestId = answer.$metadata?.requestId;
    return { fates, ...(requestId === undefined ? {} : { requestId }) };
};
