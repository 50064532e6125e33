import { Clock } from "./clock";
import type { Emulator, EmulatorOptions, Seed } from "./contract";
import { answerControl, isControl } from "./control";
import { Faults } from "./faults";
import { Holds } from "./holds";
import { type Parts, Pipeline } from "./pipeline";
import { homeOf } from "./place";
import { RequestLog } from "./request-log";
import { listen } from "./server";
import { clouds, services } from "./services";
import { settingsFrom } from "./settings";
import { Throttles } from "./throttles";
import { World } from "./world";

/** Starts a cloud on a port of the loopback interface. Each has its own world: there is no reset, start another one. */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
    const clock = new Clock(options.now);
    const settings = settingsFrom(options);
    const world = new World(
        () => clock.now().getTime(),
        () => parts.settings.lagMs,
    );
    const parts: Parts = {
        clouds,
        clock,
        world,
        settings,
        faults: new Faults(),
        holds: new Holds(),
        record: new RequestLog(),
        throttles: new Throttles(),
    };
    const switches = switchesOf(parts);
    switches.put(options.seed ?? {});
    const pipeline = new Pipeline(parts);
    const listener = await listen(
        { host: options.host ?? "127.0.0.1", port: options.port ?? 0 },
        () => clock.now(),
        request => (isControl(request) ? answerControl(request, switches) : pipeline.answer(request)),
    );
    return {
        ...switches,
        url: listener.url,
        stop: async () => {
            parts.holds.releaseAll();
            await listener.close();
        },
    };
};

/** What both the caller of startEmulator and the control API can do. */
export type Switches = Omit<Emulator, "url" | "stop">;

const switchesOf = (parts: Parts): Switches => {
    const { clock, world, faults, holds, record } = parts;
    return {
        clock,
        put: (seed: Seed) =>
            world.backdate(() => {
                for (const service of services) {
                    service.put?.(world, seed, clock.now());
                }
            }),
        look: place => {
            const looks = services.map(service => service.look?.(world, homeOf(place ?? {}), clock.now()) ?? {});
            return Object.assign({ images: [], snapshots: [], rules: [] }, ...looks);
        },
        failNext: (operation, failure) => faults.failNext(known(operation), failure),
        deny: (operation, caller) => faults.deny(known(operation), caller?.accessKeyId),
        allow: operation => faults.allow(known(operation)),
        requests: operation => record.requests(operation),
        mutations: () => record.mutations(),
        arrived: (operation, within) => record.arrived(operation, within),
        hold: operation => holds.hold(known(operation)),
        configure: ({ variants, ...change }) => {
            parts.settings = { ...parts.settings, ...change, variants: { ...parts.settings.variants, ...variants } };
        },
    };
};

/** A switch for an operation that does not exist would never be noticed, and neither would the test that relies on it. */
const known = (action: string): string => {
    const [name, operation] = action.split(":");
    const service = services.find(candidate => candidate.name === name);
    if (operation === undefined || service?.operations.has(operation) !== true) {
        throw new Error(
            `the emulator has no operation ${JSON.stringify(action)}; they are written as in "ec2:DeregisterImage"`,
        );
    }
    return action;
};
