import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ECSClient } from "@aws-sdk/client-ecs";
import type { Emulator } from "../../emulator";
import type { PreviewedRow, RetirementPreview } from "../../provider/preview";
import type { CommandResult } from "../support/command";
import type { Stack } from "../support/stack";
import type { Row } from "../support/stack-export";
import { type Application, assertPreviewIsTruth, previewed } from "./preview-fidelity";
import { home } from "./scenario";

export const taskDefinitionType = "pulumi-nodejs:dynamic/retire/aws:TaskDefinition";

/** `web:7`, by its full ARN. */
export const arnOf = (revision: string, { account, region }: { account: string; region: string } = home): string =>
    `arn:aws:ecs:${region}:${account}:task-definition/${revision}`;

export const clusterArn = `arn:aws:ecs:${home.region}:${home.account}:cluster/main`;

/** A revision that is there before the program is: `revision("web:7")`. */
export const revision = (name: string, more: object = {}) => {
    const [family = "", number] = name.split(":");
    return { ...home, family, revision: Number(number), ...more };
};

/** A row that adopts: `adopted("old", "web:7")` is `new aws.TaskDefinition("old", { taskDefinitionArn: "arn:…/web:7" })`. */
export const adopted = (row: string, name: string, args: object = {}): string =>
    `new aws.TaskDefinition(${JSON.stringify(row)}, ${JSON.stringify({ taskDefinitionArn: arnOf(name), ...args })});`;

/** A row that registers a definition of one container, as the variable of its name. */
export const registered = (name: string, image: string, args: object = {}): string => {
    const containerDefinitions = [{ name: "app", image: `registry.example/${image}`, memory: 128 }];
    const all = { family: name, containerDefinitions, ...args };
    return `const ${name} = new aws.TaskDefinition(${JSON.stringify(name)}, ${JSON.stringify(all)});`;
};

/** As the file backend holds them: none of them has a secret, and an export costs half a second each time. */
export const revisionRows = ({ project }: Stack): readonly Row[] => {
    const file = join(project.backend, ".pulumi/stacks/retire-test/test.json");
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as Checkpoint;
    return (checkpoint.latest.resources ?? []).filter(({ type }) => type === taskDefinitionType);
};

interface Checkpoint {
    readonly checkpoint: { readonly latest: { readonly resources?: readonly Row[] } };
}

/** Their ids, as `web:7`. */
export const revisionsInState = (stack: Stack): readonly string[] =>
    revisionRows(stack)
        .map(({ id = "" }) => shortName(id))
        .sort();

export const shortName = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

/** What became of every revision in the cloud: `{ "web:7": "INACTIVE" }`. */
export const statusesOf = (emulator: Emulator): Readonly<Record<string, string>> =>
    Object.fromEntries(
        emulator
            .look(home)
            .taskDefinitions.map(({ family, revision: number, status }) => [`${family}:${number}`, String(status)]),
    );

/** ECS as anybody else in the account sees and changes it, past the stack. */
export const asSomebodyElse = async (emulator: Emulator, task: (ecs: ECSClient) => Promise<unknown>): Promise<void> => {
    const credentials = { accessKeyId: home.account, secretAccessKey: "test" };
    const ecs = new ECSClient({ endpoint: emulator.url, region: home.region, credentials });
    try {
        await task(ecs);
    } finally {
        ecs.destroy();
    }
};

/** The calls that ended something, in order: `DeregisterTaskDefinition web:7`; deletions one by one. */
export const endings = (emulator: Emulator): readonly string[] =>
    emulator
        .mutations()
        .flatMap(unfolded)
        .filter(({ operation }) => retiring.has(operation))
        .map(({ operation, input }) => `${operation} ${shortName(objectOf(input))}`);

const retiring = new Set(["DeregisterTaskDefinition", "DeleteTaskDefinitions"]);

/** What rows of revisions send when they come, and what the stand-ins of ecs-users.ts send. */
const byOthers = [
    "ecs:RegisterTaskDefinition",
    "ecs:TagResource",
    "ecs:UntagResource",
    "ecs:CreateService",
    "ecs:UpdateService",
    "ecs:DeleteService",
];

interface Exceptions extends Pick<Application, "notReleased"> {
    /** Names of two rows of which one goes and the other stays: which one, only the run itself shows. */
    readonly either?: readonly [string, string];
}

/** Applies what was previewed, and holds the one against the other, as `applied` of preview-fidelity.ts does for images. */
export const appliedToRevisions = async (
    { emulator, stack }: { readonly emulator: Emulator; readonly stack: Stack },
    preview: RetirementPreview,
    apply: () => Promise<CommandResult>,
    { either, ...exceptions }: Exceptions = {},
): Promise<CommandResult> => {
    const before = revisionRows(stack);
    const start = emulator.requests().length;
    const result = await apply();
    const after = revisionRows(stack);
    const requests = emulator.requests().slice(start).flatMap(unfolded).map(named);
    const told = either === undefined ? preview.rows : exchanged(preview.rows, either, after);
    const rows = told.map(row => ({ ...row, calls: row.calls.map(named) }));
    assertPreviewIsTruth({ ...preview, rows }, { ...exceptions, before, after, requests, byOthers });
    return result;
};

/** What was told of two rows, each as it turned out. */
const exchanged = (
    rows: readonly PreviewedRow[],
    names: readonly [string, string],
    after: readonly Row[],
): readonly PreviewedRow[] => {
    const two = names.map(name => previewed({ rows } as RetirementPreview, name));
    const asTold = two.every(({ id, outcome }) => (outcome === "retire") === !after.some(row => row.id === id));
    if (asTold) return rows;
    return rows.map(row => {
        const other = two.find(({ name }) => names.includes(row.name) && name !== row.name);
        if (other === undefined) return row;
        const { outcome, verdict, calls } = other;
        const its = JSON.stringify({ outcome, verdict, calls }).replaceAll(other.id, row.id);
        return { ...row, ...(JSON.parse(its) as Pick<PreviewedRow, "outcome" | "verdict" | "calls">) };
    });
};

interface Sent {
    readonly operation: string;
    readonly input: Readonly<Record<string, unknown>>;
}

/** A request for several revisions is one call for each of them. */
const unfolded = <Call extends Sent>(call: Call): readonly Call[] => {
    const { taskDefinitions } = call.input as { readonly taskDefinitions?: readonly string[] };
    return taskDefinitions === undefined
        ? [call]
        : taskDefinitions.map(arn => ({ ...call, input: { ...call.input, taskDefinitions: [arn] } }));
};

const objectOf = ({ taskDefinition, taskDefinitions }: Sent["input"]): string =>
    String(taskDefinition ?? (taskDefinitions as readonly string[] | undefined)?.[0]);

/** The comparer knows the object of a call by the member ImageId: a revision is shown to it under that name. */
const named = <Call extends Sent>(call: Call): Call =>
    retiring.has(call.operation) ? { ...call, input: { ...call.input, ImageId: objectOf(call.input) } } : call;
