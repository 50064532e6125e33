import type { AnyKind } from "./execution/kind";

/** Every kind of cloud object that this package retires, by the name that its stored text uses. The one place to register it. */
export const kinds = {
    ami: async (): Promise<AnyKind> => (await import("./aws/ami/provider.js")).ami,
    taskDefinition: async (): Promise<AnyKind> => (await import("./aws/task-definition/provider.js")).taskDefinition,
} as const;

export const allKinds = (): Promise<readonly AnyKind[]> => Promise.all(Object.values(kinds).map(load => load()));
