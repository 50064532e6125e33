import type { z } from "zod";
import type { Call, CloudError, Operation, Output } from "../service";

/** An operation whose input is JSON: it is checked by its schema, and refused in the words of the service. */
export const jsonOperation =
    (refuse: (path: string, message: string) => CloudError) =>
    <S extends z.ZodType>(mutating: boolean, takes: S, handle: (call: Call<z.infer<S>>) => Output): Operation => ({
        mutating,
        handle: call => {
            const result = takes.safeParse(call.input);
            if (result.success) {
                return handle({ ...call, input: result.data });
            }
            const [issue] = result.error.issues;
            throw refuse(issue?.path.join(".") ?? "", issue?.message ?? "invalid");
        },
    });
