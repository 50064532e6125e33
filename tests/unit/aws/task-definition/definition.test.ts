import assert from "node:assert/strict";
import {
    comparable,
    definitionOf,
    NotAList,
    withContainerList,
} from "../../../../provider/aws/task-definition/definition";
import { fargateFault } from "../../../../provider/aws/task-definition/fargate";

const container = { name: "app", image: "app:1" };
const same = (one: object, other: object): boolean => {
    const [left, right] = [one, other].map(members =>
        comparable(definitionOf({ family: "web", containerDefinitions: [container], ...members })),
    );
    return left === right;
};
const withContainer = (members: object) => ({ containerDefinitions: [{ ...container, ...members }] });

describe("two definitions", () => {
    const alike: Readonly<Record<string, readonly [object, object]>> = {
        "JSON text and a list": [{ containerDefinitions: JSON.stringify([container]) }, {}],
        "what ECS fills in": [withContainer({ cpu: 0, essential: true, environment: [], mountPoints: [] }), {}],
        "numbers and texts": [
            { cpu: 256, memory: 512 },
            { cpu: "256", memory: "512" },
        ],
        "the order of variables": [
            withContainer({
                environment: [
                    { name: "a", value: "1" },
                    { name: "b", value: "2" },
                ],
            }),
            withContainer({
                environment: [
                    { name: "b", value: "2" },
                    { name: "a", value: "1" },
                ],
            }),
        ],
        "a port's defaults, with a network of its own": [
            { networkMode: "awsvpc", ...withContainer({ portMappings: [{ containerPort: 80 }] }) },
            {
                networkMode: "awsvpc",
                ...withContainer({ portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp" }] }),
            },
        ],
    };
    for (const [what, [one, other]] of Object.entries(alike)) {
        it(`are the same but for ${what}`, () => assert.ok(same(one, other)));
    }

    const different: Readonly<Record<string, object>> = {
        "another image": withContainer({ image: "app:2" }),
        "another variable": withContainer({ environment: [{ name: "a", value: "1" }] }),
        "no longer essential": withContainer({ essential: false }),
        "another role": { taskRoleArn: "arn:aws:iam::111111111111:role/x" },
        "a volume": { volumes: [{ name: "data" }] },
    };
    for (const [what, members] of Object.entries(different)) {
        it(`are not the same with ${what}`, () => assert.ok(!same(members, {})));
    }

    it("of text that is no list are told so, by the property's name", () => {
        for (const text of ["{}", "not json"]) {
            assert.throws(
                () => withContainerList({ containerDefinitions: text }),
                (error: unknown) => error instanceof NotAList && /^containerDefinitions is/.test(error.message),
            );
        }
    });
});

describe("the size of a Fargate task", () => {
    const fault = (cpu?: string, memory?: string, requiresCompatibilities = ["FARGATE"]) =>
        fargateFault({ requiresCompatibilities, cpu, memory });
    for (const [cpu, memory] of [
        ["256", "512"],
        ["1024", "8192"],
        [".5 vCPU", "1 GB"],
        ["16384", "122880"],
    ]) {
        it(`may be ${cpu} and ${memory}`, () => assert.equal(fault(cpu, memory), undefined));
    }
    it("is told by the property that is wrong, with what it takes", () => {
        assert.deepEqual(fault("300", "512")?.property, "cpu");
        assert.match(
            fault("256", "4096")?.reason ?? "",
            /memory is "4096": with cpu "256" Fargate takes 512, 1024, 2048/,
        );
        assert.equal(fault(undefined, "512")?.property, "cpu");
        assert.equal(fault("256")?.property, "memory");
        assert.equal(fault("300", "1", ["EC2"]), undefined, "not Fargate's");
    });
});
