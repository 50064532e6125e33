import assert from "node:assert/strict";
import { comparable, definitionOf } from "../../../../provider/aws/task-definition/definition";

/*
 * What ECS fills in and gives in another form is no difference: a difference would register a revision for nothing, and
 * after a lost answer it would register the same one twice.
 */

const container = { name: "app", image: "app:1" };
const read = (members: object) =>
    comparable(definitionOf({ family: "web", containerDefinitions: [container], ...members }));
const withContainer = (members: object, beside: object = {}) => ({
    containerDefinitions: [{ ...container, ...members }],
    ...beside,
});
const port = (mapping: object, networkMode?: string) =>
    withContainer({ portMappings: [mapping] }, networkMode === undefined ? {} : { networkMode });

const same: Readonly<Record<string, readonly [given: object, answered: object]>> = {
    "a container's empty lists": [
        {},
        withContainer({ environment: [], mountPoints: [], volumesFrom: [], systemControls: [], portMappings: [] }),
    ],
    "a container's cpu and whether it is essential": [{}, withContainer({ cpu: 0, essential: true })],
    "empty lists of the whole": [{}, { volumes: [], placementConstraints: [], requiresCompatibilities: [] }],
    "what nobody wants": [{}, { enableFaultInjection: false }],
    "a port's protocol": [
        port({ containerPort: 80, hostPort: 8080 }),
        port({ containerPort: 80, hostPort: 8080, protocol: "tcp" }),
    ],
    "a port of the host's, any": [
        port({ containerPort: 80 }),
        port({ containerPort: 80, hostPort: 0, protocol: "tcp" }),
    ],
    "a port of a network without a mode that bridges": [
        port({ containerPort: 80 }, "bridge"),
        port({ containerPort: 80, hostPort: 0, protocol: "tcp" }, "bridge"),
    ],
    "a port in awsvpc": [
        port({ containerPort: 80 }, "awsvpc"),
        port({ containerPort: 80, hostPort: 80, protocol: "tcp" }, "awsvpc"),
    ],
    "a port in host": [
        port({ containerPort: 80 }, "host"),
        port({ containerPort: 80, hostPort: 80, protocol: "tcp" }, "host"),
    ],
    "whether a mount is read only": [
        withContainer({ mountPoints: [{ sourceVolume: "v", containerPath: "/v" }] }),
        withContainer({ mountPoints: [{ sourceVolume: "v", containerPath: "/v", readOnly: false }] }),
    ],
    "whether another's volumes are read only": [
        withContainer({ volumesFrom: [{ sourceContainer: "b" }] }),
        withContainer({ volumesFrom: [{ sourceContainer: "b", readOnly: false }] }),
    ],
    "how a health check goes on": [
        withContainer({ healthCheck: { command: ["CMD", "true"] } }),
        withContainer({ healthCheck: { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3 } }),
    ],
    "the host of a volume of a name alone": [{ volumes: [{ name: "v" }] }, { volumes: [{ name: "v", host: {} }] }],
    "the root directory on EFS": [
        { volumes: [{ name: "v", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] },
        { volumes: [{ name: "v", efsVolumeConfiguration: { fileSystemId: "fs-1", rootDirectory: "/" } }] },
    ],
    "the scope of a volume of Docker": [
        { volumes: [{ name: "v", dockerVolumeConfiguration: { driver: "local" } }] },
        { volumes: [{ name: "v", dockerVolumeConfiguration: { driver: "local", scope: "task" } }] },
    ],
    "the units of the size": [
        { cpu: ".5 vCPU", memory: "1 GB" },
        { cpu: "512", memory: "1024" },
    ],
    "whether the size is text": [
        { cpu: 512, memory: 1024 },
        { cpu: "512", memory: "1024" },
    ],
    "the order of what may run it": [
        { requiresCompatibilities: ["FARGATE", "EC2"] },
        { requiresCompatibilities: ["EC2", "FARGATE"] },
    ],
    "the order of secrets": [
        withContainer({
            secrets: [
                { name: "b", valueFrom: "2" },
                { name: "a", valueFrom: "1" },
            ],
        }),
        withContainer({
            secrets: [
                { name: "a", valueFrom: "1" },
                { name: "b", valueFrom: "2" },
            ],
        }),
    ],
    "the order of a map's keys": [
        withContainer({ dockerLabels: { a: "1", b: "2" } }),
        withContainer({ dockerLabels: { b: "2", a: "1" } }),
    ],
    "what is nothing": [{}, { taskRoleArn: null, cpu: undefined }],
};

const different: Readonly<Record<string, readonly [one: object, other: object]>> = {
    "a port of the host's that is not any": [port({ containerPort: 80 }), port({ containerPort: 80, hostPort: 80 })],
    "a port of the host's in host": [
        port({ containerPort: 80 }, "host"),
        port({ containerPort: 80, hostPort: 0 }, "host"),
    ],
    "a port's protocol": [port({ containerPort: 53 }), port({ containerPort: 53, protocol: "udp" })],
    "the network": [{}, { networkMode: "host" }],
    "the order of containers": [
        { containerDefinitions: [container, { ...container, name: "b" }] },
        { containerDefinitions: [{ ...container, name: "b" }, container] },
    ],
    "the order of the command": [withContainer({ command: ["a", "b"] }), withContainer({ command: ["b", "a"] })],
    "a variable's value": [
        withContainer({ environment: [{ name: "a", value: "1" }] }),
        withContainer({ environment: [{ name: "a", value: "2" }] }),
    ],
    "an empty value of a variable": [
        withContainer({ environment: [{ name: "a", value: "" }] }),
        withContainer({ environment: [{ name: "a" }] }),
    ],
    "a mount that is read only": [
        withContainer({ mountPoints: [{ sourceVolume: "v" }] }),
        withContainer({ mountPoints: [{ sourceVolume: "v", readOnly: true }] }),
    ],
    "how often a health check asks": [
        withContainer({ healthCheck: { command: ["CMD"] } }),
        withContainer({ healthCheck: { command: ["CMD"], interval: 31 } }),
    ],
    "a root directory on EFS": [
        { volumes: [{ name: "v", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] },
        { volumes: [{ name: "v", efsVolumeConfiguration: { fileSystemId: "fs-1", rootDirectory: "/a" } }] },
    ],
    "where a volume lies on its host": [
        { volumes: [{ name: "v" }] },
        { volumes: [{ name: "v", host: { sourcePath: "/" } }] },
    ],
    "the size": [{ cpu: "256" }, { cpu: "512" }],
    "a size and none": [{}, { memory: "512" }],
    "fault injection": [{}, { enableFaultInjection: true }],
    "the family": [{}, { family: "web2" }],
    "a container's cpu": [{}, withContainer({ cpu: 10 })],
};

describe("a definition as it was given and as ECS answers it", () => {
    for (const [what, [given, answered]] of Object.entries(same)) {
        it(`is the same but for ${what}`, () => assert.equal(read(given), read(answered)));
    }
    it("is the same as JSON text, whatever the spaces", () => {
        assert.equal(read({ containerDefinitions: JSON.stringify([container], null, 4) }), read({}));
    });
    for (const [what, [one, other]] of Object.entries(different)) {
        it(`is another with another ${what}`, () => assert.notEqual(read(one), read(other)));
    }
});
