import { z } from "zod";
import { encodeJson } from "./protocols/rest-json";
import { seedSchema } from "./seed-file";
import type { WireAnswer, WireRequest } from "./service";
import { variantAnswers } from "./settings";
import type { Switches } from "./start";

/** The switches of the emulator for other processes: JSON under a path that no cloud uses. */
const prefix = "/_emulator/";

export const isControl = ({ path }: WireRequest): boolean => path === "/_emulator" || path.startsWith(prefix);

interface Control {
    readonly method: "GET" | "POST";
    readonly path: string;
    readonly does: string;
    answer(request: WireRequest, switches: Switches, held: Held): unknown;
}

/** The holds that were made over HTTP: `release` of one there has no other way to be named than by its operation. */
type Held = Map<string, { release(): void }[]>;

const operation = z.string().regex(/^[\w-]+:\w+$/, 'must be written as in "ec2:DeregisterImage"');
const action = z.strictObject({ operation, accessKeyId: z.string().optional() });
const failure = z.strictObject({
    operation,
    code: z.string().optional(),
    message: z.string().optional(),
    status: z.int().min(200).max(599).optional(),
    body: z.string().optional(),
    reset: z.enum(["before", "after"]).optional(),
    cut: z.boolean().optional(),
    delayMs: z.number().min(0).optional(),
    times: z.int().min(1).optional(),
    when: z.record(z.string(), z.unknown()).optional(),
});
const amount = z.number().min(0).optional();
const clock = z.strictObject({ days: amount, hours: amount, minutes: amount, seconds: amount });
const settings = z.strictObject({
    pageSize: z.int().min(1).optional(),
    lagMs: z.number().min(0).optional(),
    deploymentMs: z.number().min(0).optional(),
    throttle: z.strictObject({ timeFactor: z.number().positive() }).nullable().optional(),
    variants: z
        .strictObject(
            Object.fromEntries(
                Object.entries(variantAnswers).map(([name, answers]) => [name, z.enum(answers).optional()]),
            ),
        )
        .optional(),
});

const controls: readonly Control[] = [
    {
        method: "GET",
        path: "requests",
        does: "every request so far; ?operation=ec2:DeregisterImage for one operation",
        answer: ({ query }, { requests }) => requests(query.get("operation") ?? undefined),
    },
    {
        method: "GET",
        path: "mutations",
        does: "the calls that changed the world",
        answer: (_, { mutations }) => mutations(),
    },
    {
        method: "GET",
        path: "world",
        does: "what is there; ?account= and ?region= for another place than the default",
        answer: ({ query }, { look }) => look(placeOf(query)),
    },
    {
        method: "POST",
        path: "seed",
        does: "puts objects there",
        answer: (request, { put }) => put(given(seedSchema, request) as Parameters<typeof put>[0]),
    },
    { method: "GET", path: "clock", does: "the time", answer: (_, switches) => ({ now: switches.clock.now() }) },
    {
        method: "POST",
        path: "clock",
        does: "moves the time on by days, hours, minutes, seconds",
        answer: (request, switches) => {
            switches.clock.advance(present(given(clock, request)));
            return { now: switches.clock.now() };
        },
    },
    {
        method: "POST",
        path: "failures",
        does: "lets the next requests of an operation fail",
        answer: (request, { failNext }) => {
            const { operation: name, ...how } = given(failure, request);
            failNext(name, present(how));
        },
    },
    {
        method: "POST",
        path: "deny",
        does: "denies an operation, to everybody or to one accessKeyId",
        answer: (request, { deny }) => {
            const { operation: name, accessKeyId } = given(action, request);
            deny(name, accessKeyId === undefined ? undefined : { accessKeyId });
        },
    },
    {
        method: "POST",
        path: "allow",
        does: "ends the denials of an operation",
        answer: (request, { allow }) => allow(given(action, request).operation),
    },
    {
        method: "POST",
        path: "hold",
        does: "holds back the requests of an operation until release",
        answer: (request, { hold }, held) => {
            const { operation: name } = given(action, request);
            held.set(name, [...(held.get(name) ?? []), hold(name)]);
        },
    },
    {
        method: "POST",
        path: "release",
        does: "lets go what hold has held back",
        answer: (request, _, held) => {
            const { operation: name } = given(action, request);
            for (const { release } of held.get(name) ?? []) {
                release();
            }
            held.delete(name);
        },
    },
    {
        method: "POST",
        path: "settings",
        does: "changes pageSize, lagMs, deploymentMs, throttle (null: off), variants",
        answer: (request, { configure }) => {
            const { throttle, ...change } = given(settings, request);
            const settled = {
                ...present(change),
                ...(throttle === undefined ? {} : { throttle: throttle ?? undefined }),
            };
            configure(settled as Parameters<typeof configure>[0]);
        },
    },
];

const holdsOf = new WeakMap<Switches, Held>();

export const answerControl = async (request: WireRequest, switches: Switches): Promise<WireAnswer> => {
    const held = holdsOf.get(switches) ?? new Map();
    holdsOf.set(switches, held);
    const found = controls.find(({ method, path }) => method === request.method && request.path === prefix + path);
    if (found === undefined) {
        const listed = controls.map(({ method, path, does }) => `${method} ${prefix}${path}: ${does}`);
        return encodeJson({ switches: listed }, /^\/_emulator\/?$/.test(request.path) ? 200 : 404);
    }
    try {
        return encodeJson(found.answer(request, switches, held) ?? { done: true });
    } catch (error) {
        return encodeJson({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
};

const given = <S extends z.ZodType>(schema: S, { body }: WireRequest): z.infer<S> => {
    const result = schema.safeParse(body === "" ? {} : JSON.parse(body));
    if (!result.success) {
        throw new Error(z.prettifyError(result.error));
    }
    return result.data;
};

/** Without the members that are undefined, as exact optional members want it. */
const present = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
    Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;

const placeOf = (query: URLSearchParams): { account?: string; region?: string } => {
    const account = query.get("account");
    const region = query.get("region");
    return { ...(account === null ? {} : { account }), ...(region === null ? {} : { region }) };
};
