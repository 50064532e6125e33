import { z } from "zod";
import { arnOf as arnOfCaller } from "../aws";
import type { Call, Input, Operation } from "../service";
import { clientException } from "./errors";
import { checkFargate, fitsFargate } from "./fargate";
import { filledContainer, filledVolume, requiredAttributes, sizeIn, structs } from "./fill-in";
import { operation } from "./operation";
import { tagInputs, tagsFrom, tagsOut } from "./tag-shapes";
import { described, newRow, write } from "./task-definition";

const takes = z.looseObject({
    family: z.string().optional(),
    containerDefinitions: z.array(z.record(z.string(), z.unknown())).optional(),
    tags: tagInputs,
});

export const registerTaskDefinition: Operation = operation(true, takes, call => {
    const { family = "", containerDefinitions = [], tags, ...asked } = call.input;
    if (!/^[\w-]{1,255}$/.test(family)) {
        throw clientException(family === "" ? "Family can not be blank." : "Family contains invalid characters.");
    }
    const row = newRow(call, {
        family,
        members: membersOf(asked, containerDefinitions),
        tags: tagsFrom(tags),
        registeredAt: call.now,
        registeredBy: registrant(call),
    });
    return { taskDefinition: described(write(call, row)), tags: tagsOut(row.tags) };
});

const registrant = ({ caller }: Call<unknown>): string => arnOfCaller(caller);

/** Everything of a revision but its name: what was asked for, checked, and what ECS fills in. */
export const membersOf = (asked: Input, containers: readonly Input[]): Input => {
    const networkMode = typeof asked.networkMode === "string" ? asked.networkMode : undefined;
    const cpu = size(asked.cpu, "vcpu", "cpu");
    const memory = size(asked.memory, "gb", "memory");
    const requires = Array.isArray(asked.requiresCompatibilities) ? asked.requiresCompatibilities : [];
    if (requires.includes("FARGATE")) {
        checkFargate({ cpu, memory, networkMode });
    }
    checkContainers(containers, { memory, networkMode });
    checkStorage(asked.ephemeralStorage);
    return {
        ...asked,
        containerDefinitions: containers.map(container => filledContainer(container, networkMode)),
        volumes: structs(asked.volumes).map(filledVolume),
        placementConstraints: asked.placementConstraints ?? [],
        requiresAttributes: requiredAttributes(asked, containers),
        compatibilities: [
            ...(networkMode === "awsvpc" ? [] : ["EXTERNAL"]),
            "EC2",
            ...(networkMode === "awsvpc" && fitsFargate({ cpu, memory }) ? ["FARGATE"] : []),
        ],
        ...(cpu === undefined ? {} : { cpu: String(cpu) }),
        ...(memory === undefined ? {} : { memory: String(memory) }),
    };
};

const size = (given: unknown, unit: "vcpu" | "gb", member: string): number | undefined => {
    if (given === undefined || given === null) {
        return undefined;
    }
    const amount = sizeIn(unit, String(given));
    if (amount === undefined) {
        throw clientException(`Invalid '${member}' setting for task.`);
    }
    return amount;
};

const checkStorage = (given: unknown): void => {
    const { sizeInGiB } = (given ?? {}) as { readonly sizeInGiB?: number };
    if (sizeInGiB !== undefined && (sizeInGiB < 21 || sizeInGiB > 200)) {
        throw clientException(`EphemeralStorage size should be ${sizeInGiB < 21 ? "at least 21" : "at most 200"}`);
    }
};

const checkContainers = (
    containers: readonly Input[],
    task: { readonly memory: number | undefined; readonly networkMode: string | undefined },
): void => {
    if (containers.length === 0) {
        throw clientException("Container list cannot be empty.");
    }
    const isOneToOne = task.networkMode === "awsvpc" || task.networkMode === "host";
    for (const { name, image, memory, memoryReservation, portMappings } of containers) {
        if (typeof name !== "string" || name === "") {
            throw clientException("Container.name should not be null or empty.");
        }
        if (typeof image !== "string" || image === "") {
            throw clientException("Container.image should not be null or empty.");
        }
        if (task.memory === undefined && memory === undefined && memoryReservation === undefined) {
            throw clientException(
                `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
            );
        }
        for (const { containerPort, hostPort } of structs(portMappings)) {
            if (isOneToOne && hostPort !== undefined && hostPort !== containerPort) {
                throw clientException(
                    `When networkMode=${task.networkMode}, the host ports and container ports in port mappings must match.`,
                );
            }
        }
    }
    if (containers.every(({ essential }) => essential === false)) {
        throw clientException("A task definition must have at least one essential container.");
    }
    const names = containers.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) {
        throw clientException(`Container.name should be unique: ${String(twice)}`);
    }
};
