import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

type Properties = Record<string, unknown>;

const repository = join(__dirname, "../..");
const answerWithinMs = 90_000;

/** How an RPC failed, as the engine receives it. */
export interface RpcError {
    readonly code: number;
    readonly details: string;
}

/**
 * The SDK's own dynamic-provider process, spoken to as the engine speaks to it. Everything between the engine and our
 * code is real: the serialised text, the values' encoding, the errors' shape.
 */
export class DynamicProviderProcess {
    private constructor(
        private readonly child: ChildProcess,
        private readonly client: ResourceProviderClient,
        private readonly engine: Server,
        private readonly printed: string[],
    ) {}

    static async start({
        config = {},
        env = {},
        cwd = repository,
    }: {
        config?: Record<string, string>;
        env?: Record<string, string>;
        cwd?: string;
    } = {}): Promise<DynamicProviderProcess> {
        const engine = createServer(socket => socket.on("error", () => socket.destroy()));
        await new Promise<void>(resolve => engine.listen(0, "127.0.0.1", resolve));
        const address = engine.address() as { port: number };
        const child = spawn(
            process.execPath,
            [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), `127.0.0.1:${address.port}`],
            { cwd, env: { ...isolated(), ...env }, stdio: ["ignore", "pipe", "pipe"] },
        );
        const printed: string[] = [];
        const port = await new Promise<number>((resolve, reject) => {
            child.stdout?.on("data", (data: Buffer) => {
                printed.push(data.toString());
                const first = /^(\d+)\n/.exec(printed.join(""));
                if (first?.[1] !== undefined) resolve(Number(first[1]));
            });
            child.stderr?.on("data", (data: Buffer) => printed.push(data.toString()));
            child.once("exit", code =>
                reject(new Error(`the provider process ended with ${code}: ${printed.join("")}`)),
            );
        });
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
        const provider = new DynamicProviderProcess(child, client, engine, printed);
        const request = new messages.ConfigureRequest();
        request.setArgs(structOf(config));
        await provider.call("configure", request);
        return provider;
    }

    /** What the process printed: lines that the engine shows on the stack's row. */
    get output(): string {
        return this.printed.join("").replace(/^\d+\n/, "");
    }

    async check(
        olds: Properties,
        news: Properties,
    ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }> {
        const request = new messages.CheckRequest();
        request.setOlds(structOf(olds));
        request.setNews(structOf(news));
        const answer = await this.call<messages.CheckResponse>("check", request);
        return {
            inputs: valuesOf(answer.getInputs()),
            failures: answer
                .getFailuresList()
                .map(failure => ({ property: failure.getProperty(), reason: failure.getReason() })),
        };
    }

    async diff(
        id: string,
        olds: Properties,
        news: Properties,
    ): Promise<{ changes: boolean; replaces: string[]; deleteBeforeReplace: boolean }> {
        const request = new messages.DiffRequest();
        request.setId(id);
        request.setOlds(structOf(olds));
        request.setNews(structOf(news));
        const answer = await this.call<messages.DiffResponse>("diff", request);
        return {
            changes: answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
            replaces: answer.getReplacesList(),
            deleteBeforeReplace: answer.getDeletebeforereplace(),
        };
    }

    async create(news: Properties): Promise<{ id: string; properties: Properties }> {
        const request = new messages.CreateRequest();
        request.setProperties(structOf(news));
        const answer = await this.call<messages.CreateResponse>("create", request);
        return { id: answer.getId(), properties: valuesOf(answer.getProperties()) };
    }

    async read(id: string, properties: Properties): Promise<{ id: string; properties: Properties }> {
        const request = new messages.ReadRequest();
        request.setId(id);
        request.setProperties(structOf(properties));
        const answer = await this.call<messages.ReadResponse>("read", request);
        return { id: answer.getId(), properties: valuesOf(answer.getProperties()) };
    }

    async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
        const request = new messages.UpdateRequest();
        request.setId(id);
        request.setOlds(structOf(olds));
        request.setNews(structOf(news));
        return valuesOf((await this.call<messages.UpdateResponse>("update", request)).getProperties());
    }

    async delete(id: string, properties: Properties): Promise<void> {
        const request = new messages.DeleteRequest();
        request.setId(id);
        request.setProperties(structOf(properties));
        await this.call("delete", request);
    }

    /** Ends the engine alone: what remains is what a killed command line leaves behind. */
    async killEngine(): Promise<void> {
        await new Promise(resolve => this.engine.close(resolve));
    }

    async stop(): Promise<void> {
        this.client.close();
        this.child.kill("SIGKILL");
        if (this.engine.listening) await this.killEngine();
    }

    /** A request that is never answered fails here instead of hanging the test: the deadline is part of each call. */
    private call<Answer>(method: string, request: unknown): Promise<Answer> {
        type Unary = (
            request: unknown,
            metadata: grpc.Metadata,
            options: { deadline: number },
            done: (error: grpc.ServiceError | null, answer: Answer) => void,
        ) => void;
        const send = (this.client as unknown as Record<string, Unary>)[method];
        if (send === undefined) throw new Error(`no such request: ${method}`);
        return new Promise((resolve, reject) =>
            send.call(
                this.client,
                request,
                new grpc.Metadata(),
                { deadline: Date.now() + answerWithinMs },
                (error, answer) => (error === null ? resolve(answer) : reject(error)),
            ),
        );
    }
}

const structOf = (values: Properties): Struct =>
    Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
const valuesOf = (struct: Struct | undefined): Properties => (struct?.toJavaScript() as Properties | undefined) ?? {};

/** Nothing of the machine's own AWS set-up reaches a test. */
const isolated = (): Record<string, string> => ({
    PATH: process.env.PATH ?? "",
    HOME: "/nonexistent",
    AWS_CONFIG_FILE: "/nonexistent",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ACCESS_KEY_ID: "111111111111",
    AWS_SECRET_ACCESS_KEY: "test",
});
