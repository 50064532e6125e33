/**
 * The pairs of cpu (1024 units are a vCPU) and memory (MiB) that Fargate takes.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
const memoryOf: Readonly<Record<number, readonly number[]>> = {
    256: [512, 1024, 2048],
    512: steps(1024, 4096, 1024),
    1024: steps(2048, 8192, 1024),
    2048: steps(4096, 16_384, 1024),
    4096: steps(8192, 30_720, 1024),
    8192: steps(16_384, 61_440, 4096),
    16384: steps(32_768, 122_880, 8192),
};

function steps(from: number, to: number, by: number): readonly number[] {
    return Array.from({ length: (to - from) / by + 1 }, (_, index) => from + index * by);
}

export interface FargateFault {
    readonly property: "cpu" | "memory";
    readonly reason: string;
}

/** Why Fargate would refuse the task's size; undefined when it would not, or when it is not Fargate's. */
export const fargateFault = (size: {
    readonly requiresCompatibilities?: readonly string[] | undefined;
    readonly cpu?: string | undefined;
    readonly memory?: string | undefined;
}): FargateFault | undefined => {
    const { requiresCompatibilities = [], cpu, memory } = size;
    if (!requiresCompatibilities.includes("FARGATE")) return undefined;
    if (cpu === undefined) return { property: "cpu", reason: `cpu is missing: Fargate needs one of ${cpus}` };
    const pairs = memoryOf[unitsOf(cpu, "vcpu")];
    if (pairs === undefined) return { property: "cpu", reason: `cpu is "${cpu}": Fargate takes ${cpus}` };
    if (memory === undefined) {
        return { property: "memory", reason: `memory is missing: with cpu "${cpu}" Fargate needs ${range(pairs)}` };
    }
    if (pairs.includes(unitsOf(memory, "gb"))) return undefined;
    return { property: "memory", reason: `memory is "${memory}": with cpu "${cpu}" Fargate takes ${range(pairs)}` };
};

const cpus = Object.keys(memoryOf).join(", ");

const range = (pairs: readonly number[]): string =>
    pairs.length <= 3
        ? pairs.join(", ")
        : `${pairs[0]} to ${pairs.at(-1)} in steps of ${(pairs[1] ?? 0) - (pairs[0] ?? 0)}`;

/** `1024`, `1 vCPU` and `.5 vcpu`, `2048`, `2 GB` and `2gb`: ECS takes both forms. */
export const unitsOf = (text: string, unit: "vcpu" | "gb"): number => {
    const match = /^\s*(\d*\.?\d+)\s*([a-z]*)\s*$/i.exec(text);
    if (match === null) return Number.NaN;
    const [, number = "", suffix = ""] = match;
    if (suffix === "") return Number(number);
    return suffix.toLowerCase() === unit ? Number(number) * 1024 : Number.NaN;
};
