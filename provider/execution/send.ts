import type { Call } from "../retirement";
import { CallError } from "./errors";
import { mayPass } from "./failed";
import type { Sent } from "./journal";
import type { Surroundings } from "./surroundings";
import { type Pace, Wait } from "./wait";

/**
 * Sends a call that stands for itself, such as one that brings something back: again, for as long as what it met may
 * pass, and never without the engine. For a call that may have taken effect without an answer, sending it twice must be
 * harmless.
 */
export const sendUntilTaken = async (
    call: Call,
    send: (call: Call) => Promise<Sent>,
    pace: Pace,
    surroundings: Surroundings,
): Promise<Sent> => {
    const wait = new Wait(pace, surroundings);
    for (;;) {
        await surroundings.engine.assertAlive();
        try {
            return await send(call);
        } catch (error) {
            if (!CallError.is(error) || !mayPass(error) || !(await wait.pause())) throw error;
        }
    }
};
