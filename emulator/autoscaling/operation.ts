import type { QueryOperation } from "../protocols/aws-query";
import type { InputOf, Members, OutputOf } from "../protocols/shape";
import type { Call, Output } from "../service";

interface Declaration<I extends Members, O extends Members> {
    readonly mutating: boolean;
    readonly takes: I;
    readonly answers: O;
    handle(call: Call<InputOf<I>>): OutputOf<O>;
}

/** An operation with the types that its shapes have. Auto Scaling documents no token buckets. */
export const operation = <I extends Members, O extends Members>(of: Declaration<I, O>): QueryOperation => ({
    mutating: of.mutating,
    takes: of.takes,
    answers: of.answers,
    // The input was decoded by `takes`, so it is of that type.
    handle: call => of.handle(call as unknown as Call<InputOf<I>>) as Output,
});
