import { z } from "zod";
import { keyOf, ownRows } from "../owned";
import { type Call, CloudError } from "../service";
import { clusterNamed, writeCluster } from "./cluster";
import { clientException, clusterNotFound, invalidParameter, serviceNotFound, taskSetNotFound } from "./errors";
import { operation } from "./operation";
import { serviceNamed, writeService } from "./service-table";
import { type Tags, tagInputs, tagsFrom, tagsOut } from "./tag-shapes";
import { tasks } from "./task";
import { found, write } from "./task-definition";
import { taskSetNamed, withTaskSet } from "./task-set";

/** Something that has tags: what they are, and how it is written with others. */
interface Tagged {
    readonly tags: Tags;
    write(tags: Tags): void;
}

const resourceArn = z.string().regex(/^arn:[\w-]+:ecs:/, "must be an ARN of ECS");

const tagged = (call: Call<unknown>, arn: string): Tagged => {
    const [, kind = "", resource = ""] = /^arn:[\w-]+:ecs:[^:]*:[^:]*:([\w-]+)\/(.+)$/.exec(arn) ?? [];
    const [cluster = "", name = ""] = resource.split("/");
    switch (kind) {
        case "task-definition": {
            const row = found(call, arn);
            if (row === undefined || !/:\d+$/.test(arn)) {
                throw clientException("The specified task definition does not exist.");
            }
            return { tags: row.tags, write: tags => write(call, { ...row, tags }) };
        }
        case "cluster": {
            const row = clusterNamed(call, arn);
            if (row === undefined) {
                throw clusterNotFound();
            }
            return { tags: row.tags, write: tags => writeCluster(call, { ...row, tags }) };
        }
        case "service": {
            const row = serviceNamed(call, cluster, arn);
            if (row === undefined) {
                throw serviceNotFound();
            }
            return { tags: row.tags, write: tags => writeService(call, { ...row, tags }) };
        }
        case "task-set": {
            const row = serviceNamed(call, cluster, name);
            const set = row && taskSetNamed(call, row, arn);
            if (row === undefined || set === undefined) {
                throw taskSetNotFound();
            }
            return { tags: set.tags, write: tags => writeService(call, withTaskSet(row, { ...set, tags })) };
        }
        case "task": {
            const row = ownRows(call, tasks).find(task => task.cluster === cluster && task.taskId === name);
            if (row === undefined) {
                throw new CloudError("ResourceNotFoundException", "The specified resource was not found.");
            }
            const key = keyOf(row, `${cluster}/${name}`);
            return {
                tags: row.tags,
                write: tags => call.world.write(tasks, call.caller.region, key, { ...row, tags }),
            };
        }
        default:
            throw invalidParameter("The specified resource ARN is invalid.");
    }
};

export const tagResource = operation(true, z.object({ resourceArn, tags: tagInputs.unwrap() }), call => {
    const resource = tagged(call, call.input.resourceArn);
    resource.write(tagsFrom(call.input.tags, resource.tags));
    return {};
});

export const untagResource = operation(true, z.object({ resourceArn, tagKeys: z.array(z.string()) }), call => {
    const resource = tagged(call, call.input.resourceArn);
    const kept = Object.entries(resource.tags).filter(([key]) => !call.input.tagKeys.includes(key));
    resource.write(Object.fromEntries(kept));
    return {};
});

export const listTagsForResource = operation(false, z.object({ resourceArn }), call => ({
    tags: tagsOut(tagged(call, call.input.resourceArn).tags),
}));
