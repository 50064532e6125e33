import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Delivery } from "./pipeline";
import type { WireAnswer, WireRequest } from "./service";

/** The machine itself and nobody else: what this port does without a password is not for a network. */
const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

export interface Listener {
    readonly url: string;
    close(): Promise<void>;
}

export const listen = async (
    at: { readonly host: string; readonly port: number },
    now: () => Date,
    answer: (request: WireRequest) => Promise<Delivery>,
): Promise<Listener> => {
    if (!loopback.has(at.host)) {
        throw new Error(
            `the emulator listens on the loopback interface only (127.0.0.1, ::1 or localhost), not on ${at.host}`,
        );
    }
    const server = createServer((incoming, outgoing) => {
        exchange(incoming, outgoing, now, answer).catch(() => incoming.socket.destroy());
    });
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(at.port, at.host, resolve);
    });
    return { url: urlOf(server), close: () => closed(server) };
};

const exchange = async (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    now: () => Date,
    answer: (request: WireRequest) => Promise<Delivery>,
): Promise<void> => {
    const delivery = await answer(await requestOf(incoming));
    if (delivery === "reset") {
        incoming.socket.resetAndDestroy();
        return;
    }
    send(outgoing, delivery, now());
};

const requestOf = async (incoming: IncomingMessage): Promise<WireRequest> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
        chunks.push(chunk as Buffer);
    }
    const [path = "/", query = ""] = (incoming.url ?? "/").split(/\?(.*)/s);
    return {
        method: incoming.method ?? "GET",
        path,
        query: new URLSearchParams(query),
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
    };
};

const send = (outgoing: ServerResponse, { status, headers, body }: WireAnswer, now: Date): void => {
    // The cloud's clock, not this machine's: a client that measures a cooldown goes by it.
    outgoing.setHeader("date", now.toUTCString());
    if (Math.abs(now.getTime() - Date.now()) > 60_000) {
        // The AWS SDKs take a Date that is far off for a skewed clock of their own, and repeat every refused call. With an
        // Age (an answer that may have been kept on the way) they leave it alone.
        outgoing.setHeader("age", "0");
    }
    outgoing.writeHead(status, status === 204 ? headers : { ...headers, "content-length": Buffer.byteLength(body) });
    outgoing.end(body);
};

const urlOf = (server: Server): string => {
    const address = server.address();
    if (address === null || typeof address === "string") {
        throw new Error("the emulator has no port");
    }
    const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
    return `http://${host}:${address.port}`;
};

const closed = (server: Server): Promise<void> =>
    new Promise((resolve, reject) => {
        server.close(error => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
    });
