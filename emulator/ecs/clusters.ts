import { z } from "zod";
import { ownRows } from "../owned";
import { CloudError } from "../service";
import { arnOf } from "./arn";
import { clusterArn, clusterNamed, clusters, contentsOf, describedCluster, newCluster, writeCluster } from "./cluster";
import { clusterNotFound, invalidParameter } from "./errors";
import { listed, listing } from "./listing";
import { operation } from "./operation";
import { tagInputs, tagsFrom, tagsOut } from "./tag-shapes";

export const createCluster = operation(
    true,
    z.looseObject({ clusterName: z.string().optional(), tags: tagInputs }),
    call => {
        const { clusterName = "default", tags, ...members } = call.input;
        if (!/^[\w-]{1,255}$/.test(clusterName)) {
            throw invalidParameter("Invalid cluster name.");
        }
        const before = clusterNamed(call, clusterName);
        // One that is there already is answered as it is.
        const row =
            before?.status === "ACTIVE"
                ? before
                : writeCluster(call, newCluster(call.caller, clusterName, { tags: tagsFrom(tags), members }));
        return { cluster: { ...describedCluster(call, row), tags: tagsOut(row.tags) } };
    },
);

export const deleteCluster = operation(true, z.object({ cluster: z.string() }), call => {
    const row = clusterNamed(call, call.input.cluster);
    if (row?.status !== "ACTIVE") {
        throw clusterNotFound();
    }
    const contents = contentsOf(call, row);
    if (contents.services.length > 0) {
        throw new CloudError(
            "ClusterContainsServicesException",
            "The Cluster cannot be deleted while Services are active.",
        );
    }
    if (contents.tasks.length > 0) {
        throw new CloudError("ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
    }
    return { cluster: describedCluster(call, writeCluster(call, { ...row, status: "INACTIVE" })) };
});

export const listClusters = operation(false, z.object(listing()), call => {
    const rows = ownRows(call, clusters).filter(row => row.status === "ACTIVE");
    const page = listed(call, rows, row => row.clusterName);
    return {
        clusterArns: page.items.map(row => clusterArn(call.caller, row.clusterName)),
        nextToken: page.nextToken,
    };
});

export const describeClusters = operation(
    false,
    z.object({ clusters: z.array(z.string()).max(100).optional(), include: z.array(z.string()).optional() }),
    call => {
        const { clusters: asked = ["default"], include } = call.input;
        const looks = asked.map(name => ({ name, row: clusterNamed(call, name) }));
        return {
            clusters: looks.flatMap(({ row }) =>
                row === undefined
                    ? []
                    : [
                          {
                              ...describedCluster(call, row),
                              ...(include?.includes("TAGS") === true ? { tags: tagsOut(row.tags) } : {}),
                          },
                      ],
            ),
            failures: looks.flatMap(({ name, row }) => (row === undefined ? [missing(call.caller, name)] : [])),
        };
    },
);

const missing = (place: { readonly account: string; readonly region: string }, name: string) => ({
    arn: name.startsWith("arn:") ? name : arnOf(place, `cluster/${name}`),
    reason: "MISSING",
});
