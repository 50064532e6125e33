import type { Call } from "../service";
import { CloudError } from "../service";
import { tableOf } from "../world";

/** What a call with a client token has answered, and what it asked for. */
const answers = tableOf<{ readonly answer: unknown; readonly asked: string }>("ec2 answers by client token");

/** A call that is repeated with its token is answered as the first time and does nothing. */
export const oncePerToken = <Answer>(
    call: Call<{ readonly ClientToken?: string | undefined }>,
    operation: string,
    perform: () => Answer,
): Answer => {
    const { world, caller, input } = call;
    if (input.ClientToken === undefined) {
        return perform();
    }
    const partition = `${caller.account} ${caller.region}`;
    const key = `${operation} ${input.ClientToken}`;
    const asked = JSON.stringify(input);
    const before = world.row(answers, partition, key);
    if (before === undefined) {
        const answer = perform();
        world.write(answers, partition, key, { answer, asked });
        return answer;
    }
    if (before.asked !== asked) {
        throw new CloudError("IdempotentParameterMismatch", "The client token was used with other parameters");
    }
    return before.answer as Answer;
};
