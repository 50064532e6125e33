import assert from "node:assert/strict";
import { fargateFault } from "../../../../provider/aws/task-definition/fargate";

const fault = (cpu?: string, memory?: string, requiresCompatibilities: readonly string[] | undefined = ["FARGATE"]) =>
    fargateFault({ requiresCompatibilities, cpu, memory });

const GiB = 1024;

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html, written out again. */
const documented: readonly (readonly [cpu: number, least: number, most: number, step: number])[] = [
    [512, 1 * GiB, 4 * GiB, 1 * GiB],
    [1024, 2 * GiB, 8 * GiB, 1 * GiB],
    [2048, 4 * GiB, 16 * GiB, 1 * GiB],
    [4096, 8 * GiB, 30 * GiB, 1 * GiB],
    [8192, 16 * GiB, 60 * GiB, 4 * GiB],
    [16384, 32 * GiB, 120 * GiB, 8 * GiB],
];

describe("the pairs of cpu and memory that Fargate takes", () => {
    it("are 512, 1024 and 2048 MiB for a quarter of a vCPU", () => {
        for (const memory of ["512", "1024", "2048"]) assert.equal(fault("256", memory), undefined, memory);
        for (const memory of ["256", "511", "513", "1536", "3072"]) {
            assert.equal(fault("256", memory)?.property, "memory", memory);
        }
    });

    for (const [cpu, least, most, step] of documented) {
        it(`are ${least} to ${most} MiB in steps of ${step} for cpu ${cpu}`, () => {
            for (let memory = least; memory <= most; memory += step) {
                assert.equal(fault(String(cpu), String(memory)), undefined, String(memory));
            }
            for (const memory of [least - step, most + step, least + 1, least + step / 2]) {
                assert.equal(fault(String(cpu), String(memory))?.property, "memory", String(memory));
            }
        });
    }

    for (const [cpu, memory] of [
        ["1 vCPU", "2 GB"],
        ["1vcpu", "2GB"],
        [".25 vCPU", "0.5 GB"],
        ["0.5 vcpu", "1024"],
        [" 1024 ", " 2048 "],
        ["16 vCPU", "120 gb"],
    ] as const) {
        it(`may be written as "${cpu}" and "${memory}"`, () => assert.equal(fault(cpu, memory), undefined));
    }

    for (const [cpu, memory, property] of [
        ["3", "512", "cpu"],
        ["32768", "61440", "cpu"],
        ["1 GB", "2 GB", "cpu"],
        ["one", "2048", "cpu"],
        ["", "2048", "cpu"],
        ["-256", "512", "cpu"],
        ["1 vCPU", "2 vCPU", "memory"],
        ["1 vCPU", "2048 MiB", "memory"],
        ["1024", "", "memory"],
    ] as const) {
        it(`are not "${cpu}" and "${memory}": ${property} is wrong, and is quoted`, () => {
            const found = fault(cpu, memory);
            assert.equal(found?.property, property);
            assert.ok(found?.reason.includes(`${property} is "${property === "cpu" ? cpu : memory}"`), found?.reason);
        });
    }

    it("are asked of a task that may also run elsewhere, and of none that never runs there", () => {
        assert.equal(fault("300", "512", ["EC2", "FARGATE"])?.property, "cpu");
        for (const elsewhere of [["EC2"], ["EXTERNAL"], []]) assert.equal(fault("300", "1", elsewhere), undefined);
        assert.equal(fargateFault({ cpu: "300", memory: "1" }), undefined, "nothing is required");
    });

    it("are told beside what is missing", () => {
        assert.equal(fault()?.reason, "cpu is missing: Fargate needs one of 256, 512, 1024, 2048, 4096, 8192, 16384");
        assert.equal(
            fault("8192")?.reason,
            'memory is missing: with cpu "8192" Fargate needs 16384 to 61440 in steps of 4096',
        );
    });
});
