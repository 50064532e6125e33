import { arnOf } from "../aws";
import type { Place, Seed, SeedTask, SeedTaskDefinition } from "../contract";
import { keyOf, ownRows } from "../owned";
import { homeOf } from "../place";
import type { World } from "../world";
import { parseTaskDefinition } from "./arn";
import { clusterNamed, clusters, describedCluster, newCluster, writeCluster } from "./cluster";
import { taskId } from "./ids";
import { membersOf } from "./register";
import { namedArn } from "./seed-names";
import { seededService } from "./seed-services";
import { describedService } from "./service-outputs";
import { ownServices, writeService } from "./service-table";
import { tagsOut } from "./tag-shapes";
import { describedTask, isShown, taskMs, tasks } from "./task";
import { described, lastRevision, newRow, present, write } from "./task-definition";
import { after, type View } from "./view";

const viewOf = (world: World, now: Date, place: Place): View => ({ world, now, caller: homeOf(place) });

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const given of seed.taskDefinitions ?? []) {
        putTaskDefinition(viewOf(world, now, given), given);
    }
    for (const given of seed.clusters ?? []) {
        const { account, region, clusterName, tags = {}, ...members } = given;
        const view = viewOf(world, now, given);
        writeCluster(view, newCluster(view.caller, clusterName, { tags, members }));
    }
    for (const given of seed.services ?? []) {
        const view = viewOf(world, now, given);
        putCluster(view, given.cluster);
        writeService(view, seededService(view, given));
    }
    for (const given of seed.tasks ?? []) {
        putTask(viewOf(world, now, given), given);
    }
};

const defaultContainers = [{ name: "app", image: "public.ecr.aws/docker/library/busybox:stable", memory: 128 }];

const putTaskDefinition = (view: View, given: Place & SeedTaskDefinition): void => {
    const { account, region, family, revision, status = "ACTIVE", tags = {}, ...rest } = given;
    const {
        containerDefinitions = defaultContainers,
        registeredAt,
        deregisteredAt,
        deleteRequestedAt,
        ...asked
    } = rest;
    const at = (instant: string | undefined): Date => (instant === undefined ? view.now : new Date(instant));
    write(
        view,
        newRow(
            view,
            {
                family,
                members: membersOf(asked, containerDefinitions),
                tags,
                registeredAt: at(registeredAt),
                registeredBy: arnOf({ ...view.caller, accessKeyId: "seed" }),
                ...(status === "ACTIVE" ? {} : { deregisteredAt: at(deregisteredAt) }),
                ...(status === "DELETE_IN_PROGRESS" ? { deleteRequestedAt: at(deleteRequestedAt) } : {}),
            },
            revision ?? lastRevision(view, family) + 1,
        ),
    );
};

const putCluster = (view: View, name = "default"): string => {
    if (clusterNamed(view, name) === undefined) {
        writeCluster(view, newCluster(view.caller, name));
    }
    return name;
};

const putTask = (view: View, given: Place & SeedTask): void => {
    const { account, region, cluster, taskDefinition, lastStatus = "RUNNING", tags = {}, ...rest } = given;
    const { taskId: id = taskId(), ...members } = rest;
    const stopped = after(view.now, -taskMs);
    const row = {
        account: view.caller.account,
        cluster: putCluster(view, cluster),
        taskId: id,
        taskDefinition: namedArn(view, taskDefinition),
        family: parseTaskDefinition(view.caller, taskDefinition)?.family ?? "",
        createdAt: stopped,
        ...(lastStatus === "PENDING" ? {} : { startedAt: stopped }),
        ...(lastStatus === "STOPPED" ? { stoppingAt: stopped } : {}),
        tags,
        members,
    };
    view.world.write(tasks, view.caller.region, keyOf(row, `${row.cluster}/${row.taskId}`), row);
};

export const look = (world: World, place: Required<Place>, now: Date) => {
    const view: View = { world, now, caller: place };
    return {
        taskDefinitions: present(view).map(row => ({ ...described(row), tags: tagsOut(row.tags) })),
        clusters: ownRows(view, clusters).map(row => ({ ...describedCluster(view, row), tags: tagsOut(row.tags) })),
        services: ownServices(view).map(row => ({ ...describedService(view, row), tags: tagsOut(row.tags) })),
        tasks: ownRows(view, tasks)
            .filter(row => isShown(row, now))
            .map(row => ({ ...describedTask(view, row), tags: tagsOut(row.tags) })),
    };
};
