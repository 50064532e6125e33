import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { ImagebuilderClient } from "@aws-sdk/client-imagebuilder";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { EmulatorOptions } from "../../emulator";
import { clientOptions, inWorld, type World } from "./clients";

export const instance = (n: number): string => `i-${n.toString(16).padStart(17, "0")}`;
export const template = (n: number): string => `lt-${n.toString(16).padStart(17, "0")}`;
export const fleet = (n: number): string => `fleet-00000000-0000-0000-0000-${n.toString(16).padStart(12, "0")}`;
export const spotFleet = (n: number): string => `sfr-00000000-0000-0000-0000-${n.toString(16).padStart(12, "0")}`;

export const account = "000000000000";
export const recipeArn = (kind: "image" | "container", name: string): string =>
    `arn:aws:imagebuilder:us-east-1:${account}:${kind}-recipe/${name}/1.0.0`;

export interface Clouds extends World {
    readonly autoScaling: AutoScalingClient;
    readonly ssm: SSMClient;
    readonly imageBuilder: ImagebuilderClient;
}

/** A world with the clients of everything that can use an image. */
export const inClouds = (options: EmulatorOptions, test: (clouds: Clouds) => Promise<void>) =>
    inWorld(options, async world => {
        const config = { ...clientOptions(world.emulator), maxAttempts: 1 };
        const clients = {
            autoScaling: new AutoScalingClient(config),
            ssm: new SSMClient(config),
            imageBuilder: new ImagebuilderClient(config),
        };
        try {
            await test({ ...world, ...clients });
        } finally {
            for (const client of Object.values(clients)) {
                client.destroy();
            }
        }
    });
