import { connect } from "node:net";
import { RetirementError } from "../execution/errors";
import type { Engine } from "../execution/surroundings";

const answerMs = 2_000;

/**
 * The engine that started this process, by the address that it gave as the process's first argument. When the command
 * line is killed this process lives on, and would go through with a delete that the user has since taken back: so before
 * each mutation, and in every wait, the address is asked whether anybody still listens. Seen on the real engine.
 */
export const engineAt = (address: string | undefined): Engine => ({
    async assertAlive() {
        const [host, port] = splitAddress(address);
        if (host === undefined || port === undefined) {
            throw gone(`this process was not told the engine's address (first argument: ${address ?? "none"})`);
        }
        const refused = await new Promise<string | undefined>(resolve => {
            const socket = connect({ host, port, timeout: answerMs });
            const end = (why: string | undefined) => {
                socket.destroy();
                resolve(why);
            };
            socket.once("connect", () => end(undefined));
            socket.once("timeout", () => end(`no answer within ${answerMs} ms`));
            socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
        });
        if (refused !== undefined) throw gone(`the engine at ${address} is gone (${refused})`);
    },
});

const gone = (why: string): RetirementError =>
    new RetirementError("engine-gone", `${why}: nothing more is sent; the row stays, and the next run finishes`);

/** `127.0.0.1:34567` */
const splitAddress = (address: string | undefined): [string?, number?] => {
    const match = /^(.+):(\d+)$/.exec(address ?? "");
    return match?.[1] === undefined ? [] : [match[1], Number(match[2])];
};
