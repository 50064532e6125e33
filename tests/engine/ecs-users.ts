import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Scenario } from "./scenario";

/**
 * A stand-in for @pulumi/aws's ecs.Service, as launchers.ts has them for what launches images: it acts on the emulator,
 * and its type, properties and id are as the real one has them.
 */
const handlers = `
const { ECSClient, ...sdk } = require("@aws-sdk/client-ecs");
let client;
const ecs = (name, input) => client.send(new sdk[name + "Command"](input));

exports.service = {
    configure: ({ config }) => {
        const [{ ecs: endpoint }] = JSON.parse(config.get("aws:endpoints"));
        client ??= new ECSClient({ endpoint, region: config.get("aws:region") });
    },
    create: async news => {
        const { cluster, name: serviceName, taskDefinition } = news;
        const { service } = await ecs("CreateService", { cluster, serviceName, taskDefinition, desiredCount: 1 });
        return { id: service.serviceArn, outs: news };
    },
    update: async (service, olds, news) => {
        const { cluster, taskDefinition } = news;
        // As a provider whose update goes wrong without a word.
        if (!news.isIdle) await ecs("UpdateService", { cluster, service, taskDefinition });
        return { outs: news };
    },
    delete: async (service, { cluster }) => {
        await ecs("DeleteService", { cluster, service, force: true });
    },
};
`;

const classes = (file: string): string => `
const Service = class extends pulumi.CustomResource {
    constructor(name, args, options) {
        const __provider = ${JSON.stringify(`exports.handler = () => require(${JSON.stringify(file)}).service;`)};
        super("pulumi-nodejs:dynamic/ecs/service:Service", name, { ...args, __provider }, options);
    }
};
`;

/** The packages that a stack's project needs for it. */
export const ecsUsers = { packages: ["@aws-sdk"] };

/** Writes a program in which `Service` is there already. */
export const programWithServices = ({ stack }: Scenario, text: string): void => {
    const file = join(stack.project.directory, "ecs-users.js");
    writeFileSync(file, handlers);
    stack.program(`${classes(file)}\n${text}`);
};

/** A service of the cluster `main`; `source` is JavaScript for the revision that it runs. */
export const service = (name: string, source: string, more = ""): string =>
    `new Service("${name}", { cluster: "main", name: "${name}", taskDefinition: ${source}, ${more} });`;
