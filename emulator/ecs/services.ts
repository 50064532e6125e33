import { z } from "zod";
import { arnOf } from "./arn";
import { activeCluster } from "./cluster";
import { listed, listing } from "./listing";
import { operation } from "./operation";
import { describedService } from "./service-outputs";
import { statusOfService } from "./service-row";
import { ownServices, serviceArn, serviceNamed } from "./service-table";
import { tagsOut } from "./tag-shapes";

export const listServices = operation(
    false,
    z.object({
        ...listing(),
        cluster: z.string().optional(),
        launchType: z.string().optional(),
        schedulingStrategy: z.string().optional(),
    }),
    call => {
        const { launchType, schedulingStrategy } = call.input;
        const cluster = activeCluster(call, call.input.cluster);
        const shown = call.variants.drainingService === "listed" ? ["ACTIVE", "DRAINING"] : ["ACTIVE"];
        const rows = ownServices(call)
            .filter(row => row.cluster === cluster && shown.includes(statusOfService(row, call.now)))
            .filter(
                ({ members }) =>
                    (launchType ?? members.launchType ?? "EC2") === (members.launchType ?? "EC2") &&
                    (schedulingStrategy ?? members.schedulingStrategy ?? "REPLICA") ===
                        (members.schedulingStrategy ?? "REPLICA"),
            );
        const page = listed(call, rows, row => row.serviceName, { size: 10 });
        return { serviceArns: page.items.map(row => serviceArn(call.caller, row)), nextToken: page.nextToken };
    },
);

export const describeServices = operation(
    false,
    z.object({
        cluster: z.string().optional(),
        services: z.array(z.string()).min(1).max(10),
        include: z.array(z.string()).optional(),
    }),
    call => {
        const cluster = activeCluster(call, call.input.cluster);
        const looks = call.input.services.map(asked => ({ asked, row: serviceNamed(call, cluster, asked) }));
        return {
            services: looks.flatMap(({ row }) =>
                row === undefined
                    ? []
                    : [
                          {
                              ...describedService(call, row),
                              ...(call.input.include?.includes("TAGS") === true ? { tags: tagsOut(row.tags) } : {}),
                          },
                      ],
            ),
            failures: looks.flatMap(({ asked, row }) =>
                row === undefined
                    ? [
                          {
                              arn: asked.startsWith("arn:") ? asked : arnOf(call.caller, `service/${cluster}/${asked}`),
                              reason: "MISSING",
                          },
                      ]
                    : [],
            ),
        };
    },
);
