/** One request to a cloud: what is asked for, in the SDK's own terms. Printable, and comparable with what was really sent. */
export interface Call {
    /** The service as the cloud's own tools name it, such as `ec2`. */
    readonly service: string;
    /** The operation as the API names it, such as `DeregisterImage`. */
    readonly operation: string;
    /** The operation's input, member by member as the API names them. */
    readonly input: Readonly<Record<string, unknown>>;
}

/** A request that a plan intends to send. */
export interface PlannedCall extends Call {
    /** What takes this call's effect back when a later call of the same plan is refused for good. */
    readonly undo?: Call;
    /** It changes nothing: it asks whether a later call of the same plan would be allowed. */
    readonly probe?: true;
}

/** Two calls are the same when they ask for the same: used to send nothing twice. */
export const callKey = (call: Call): string => `${call.service}:${call.operation}:${stableJson(call.input)}`;

/** JSON in which the order of members does not matter; Pulumi does not keep it. */
export const stableJson = (value: unknown): string =>
    JSON.stringify(value, (_key, member: unknown) =>
        typeof member === "object" && member !== null && !Array.isArray(member)
            ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
            : member,
    ) ?? "";
