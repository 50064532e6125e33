import type { InputOf, Members, OutputOf } from "../protocols/shape";
import type { Bucket, Call, Input, Operation, Output } from "../service";

/** An operation with what it takes and answers, from which wire.ts derives both directions. */
export interface Ec2Operation extends Operation {
    readonly takes: Members;
    readonly answers: Members;
}

interface Declaration<I extends Members, O extends Members> {
    readonly takes: I;
    readonly answers: O;
    readonly bucket?: (input: Input) => Bucket;
    readonly handle: (call: Call<InputOf<I>>) => OutputOf<O>;
}

const operation = <I extends Members, O extends Members>(
    mutating: boolean,
    usual: Bucket,
    { takes, answers, bucket = () => usual, handle }: Declaration<I, O>,
): Ec2Operation => ({
    mutating,
    takes,
    answers,
    bucket,
    // The input was decoded by `takes`, so it is of that type.
    handle: call => handle(call as unknown as Call<InputOf<I>>) as Output,
});

export const reads = <I extends Members, O extends Members>(of: Declaration<I, O>) =>
    operation(false, { burst: 100, perSecond: 20 }, of);

export const changes = <I extends Members, O extends Members>(of: Declaration<I, O>) =>
    operation(true, { burst: 50, perSecond: 5 }, of);
