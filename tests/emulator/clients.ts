import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";

/** Ids as EC2 makes them, told apart by a digit. */
export const ami = (n: number): string => `ami-${n.toString(16).padStart(17, "0")}`;
export const snap = (n: number): string => `snap-${n.toString(16).padStart(17, "0")}`;

export interface Who {
    readonly accessKeyId?: string;
    readonly region?: string;
}

export interface World {
    readonly emulator: Emulator;
    readonly ec2: EC2Client;
    /** A client of another account, region or key. */
    as(who: Who): EC2Client;
}

/** Starts an emulator for one test and stops it whatever becomes of the test. */
export const inWorld = (options: EmulatorOptions, test: (world: World) => Promise<void>) => async (): Promise<void> => {
    const emulator = await startEmulator(options);
    const clients: EC2Client[] = [];
    const as = (who: Who): EC2Client => {
        const client = new EC2Client({ ...clientOptions(emulator, who), maxAttempts: 1 });
        clients.push(client);
        return client;
    };
    try {
        await test({ emulator, ec2: as({}), as });
    } finally {
        for (const client of clients) {
            client.destroy();
        }
        await emulator.stop();
    }
};

export const clientOptions = (emulator: Emulator, { accessKeyId = "AKIATEST", region = "us-east-1" }: Who = {}) =>
    ({
        endpoint: emulator.url,
        region,
        credentials: { accessKeyId, secretAccessKey: "any" },
    }) satisfies EC2ClientConfig;

/** What the SDK throws, in the members that a program looks at. */
export const refusal = async (
    call: Promise<unknown>,
): Promise<{ code: string; status: number | undefined; message: string }> => {
    const answer = await call.then(
        value => ({ value }),
        (error: Error & { $metadata?: { httpStatusCode?: number } }) => ({ error }),
    );
    if (!("error" in answer)) {
        assert.fail(`expected a refusal, got ${JSON.stringify(answer.value)}`);
    }
    const { name, message, $metadata } = answer.error;
    return { code: name, status: $metadata?.httpStatusCode, message };
};

/** Sha256 as the signer wants it, with or without a secret. */
class Sha256 {
    #parts: Uint8Array[] = [];
    readonly #secret: Uint8Array | undefined;
    constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
        this.#secret = secret === undefined ? undefined : bytesOf(secret);
    }
    update(part: string | ArrayBuffer | ArrayBufferView): void {
        this.#parts.push(bytesOf(part));
    }
    async digest(): Promise<Uint8Array> {
        const hash = this.#secret === undefined ? createHash("sha256") : createHmac("sha256", this.#secret);
        return hash.update(Buffer.concat(this.#parts)).digest();
    }
    reset(): void {
        this.#parts = [];
    }
}

const bytesOf = (part: string | ArrayBuffer | ArrayBufferView): Uint8Array =>
    typeof part === "string" || part instanceof ArrayBuffer
        ? Buffer.from(part as string)
        : new Uint8Array(part.buffer, part.byteOffset, part.byteLength);

export interface RawAnswer {
    readonly status: number;
    readonly headers: Headers;
    readonly body: string;
}

/** A signed request without a client: what is sent is what the test says, and what comes back is shown as it is. */
export const signed = async (
    emulator: Emulator,
    service: string,
    { method = "POST", path = "/", body = "", headers = {}, who = {} as Who },
): Promise<RawAnswer> => {
    const url = new URL(`${emulator.url}${path}`);
    const signer = new SignatureV4({
        credentials: { accessKeyId: who.accessKeyId ?? "AKIATEST", secretAccessKey: "any" },
        region: who.region ?? "us-east-1",
        service,
        sha256: Sha256,
    });
    const request = await signer.sign(
        new HttpRequest({
            method,
            protocol: "http:",
            hostname: url.hostname,
            path: url.pathname,
            query: Object.fromEntries(url.searchParams),
            headers: { host: url.host, ...headers },
            body,
        }),
    );
    const { host, ...sent } = request.headers;
    return raw(`${emulator.url}${path}`, { method, headers: sent, ...(method === "GET" ? {} : { body }) });
};

export const raw = async (url: string, init: RequestInit = {}): Promise<RawAnswer> => {
    const response = await fetch(url, { ...init, headers: { ...init.headers, connection: "close" } });
    return { status: response.status, headers: response.headers, body: await response.text() };
};

/** One call of Recycle Bin, for which no client is installed. */
export const rbin = async (emulator: Emulator, method: string, path: string, input?: unknown, who: Who = {}) => {
    const answer = await signed(emulator, "rbin", {
        method,
        path,
        who,
        ...(input === undefined
            ? {}
            : { body: JSON.stringify(input), headers: { "content-type": "application/json" } }),
    });
    const body: Record<string, unknown> = answer.body === "" ? {} : JSON.parse(answer.body);
    return { ...answer, body, code: answer.headers.get("x-amzn-errortype") };
};

/** One call of EC2 in its own words. */
export const query = (emulator: Emulator, parameters: Record<string, string>, who: Who = {}): Promise<RawAnswer> =>
    signed(emulator, "ec2", {
        body: new URLSearchParams({ Version: "2016-11-15", ...parameters }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
        who,
    });
