import { clientException } from "./errors";

interface TaskSize {
    readonly cpu: number | undefined;
    readonly memory: number | undefined;
}

const gib = (from: number, to: number, step = 1): readonly number[] =>
    Array.from({ length: (to - from) / step + 1 }, (_, i) => (from + i * step) * 1024);

/** CPU units, and the MiB of memory that each can have. Source: MODEL.md. */
const sizes: ReadonlyMap<number, readonly number[]> = new Map([
    [256, [512, ...gib(1, 2)]],
    [512, gib(1, 4)],
    [1024, gib(2, 8)],
    [2048, gib(4, 16)],
    [4096, gib(8, 30)],
    [8192, gib(16, 60, 4)],
    [16384, gib(32, 120, 8)],
]);

export const fitsFargate = ({ cpu, memory }: TaskSize): boolean =>
    cpu !== undefined && memory !== undefined && sizes.get(cpu)?.includes(memory) === true;

/** What ECS refuses when a task definition is said to be for Fargate. */
export const checkFargate = (task: TaskSize & { readonly networkMode: string | undefined }): void => {
    if (task.networkMode !== "awsvpc") {
        throw clientException("Fargate only supports network mode ‘awsvpc’.");
    }
    if (task.cpu === undefined) {
        throw clientException("Fargate requires that 'cpu' be defined at the task level.");
    }
    if (task.memory === undefined) {
        throw clientException("Fargate requires that 'memory' be defined at the task level.");
    }
    if (!fitsFargate(task)) {
        throw clientException(
            `No Fargate configuration exists for given values: ${task.cpu} CPU, ${task.memory} memory. See the Amazon ECS documentation for the valid values.`,
        );
    }
};
