import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { storedText } from "../../provider/adapters/protocol";
import { DynamicProviderProcess } from "./dynamic-provider";

export const home = { account: "111111111111", region: "us-east-1" } as const;

/** The members that a row of `aws.Ami` has as the resource class makes it. */
export const row = (imageId: string, args: object = {}, name = "web") => ({
    imageId,
    ...args,
    __row: name,
    __provider: storedText("ami"),
});

const services = ["ec2", "sts", "rbin", "autoscaling", "imagebuilder", "ecs", "events", "scheduler"];

/** An emulator and the means to start provider processes that talk to it; all of it ends with the test. */
export const protocolWorld = (options: EmulatorOptions) => {
    let emulator: Emulator | undefined;
    const processes: DynamicProviderProcess[] = [];
    beforeEach(async () => {
        emulator = await startEmulator(options);
    });
    afterEach(async () => {
        await Promise.all(processes.splice(0).map(process => process.stop()));
        await emulator?.stop();
    });
    const running = (): Emulator => {
        if (emulator === undefined) throw new Error("the emulator runs only during a test");
        return emulator;
    };
    return {
        get emulator() {
            return running();
        },
        /** A new provider process, as each run of the engine starts one. */
        async provider(settings: Parameters<typeof DynamicProviderProcess.start>[0] = {}) {
            const { url } = running();
            const endpoints = JSON.stringify([Object.fromEntries(services.map(service => [service, url]))]);
            const config = { "aws:region": home.region, "aws:endpoints": endpoints, ...settings.config };
            const process = await DynamicProviderProcess.start({ ...settings, config });
            processes.push(process);
            return process;
        },
    };
};
