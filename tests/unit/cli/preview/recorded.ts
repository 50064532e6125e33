import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ami } from "../../../../provider/aws/ami/provider";
import { amiRetirement } from "../../../../provider/aws/ami/retirement";
import type { AmiState } from "../../../../provider/aws/ami/state";
import type { Launcher, TemplateVersion } from "../../../../provider/aws/launches/facts";
import { CallError } from "../../../../provider/execution/errors";
import type { AnyKind } from "../../../../provider/execution/kind";
import type { RetirementPreview } from "../../../../provider/preview";
import { digestOf } from "../../../../provider/preview/digest";
import { previewFrom } from "../../../../provider/preview/preview";
import type { Source } from "../../../../provider/preview/source";
import { stackStateOf } from "../../../../provider/preview/stack-state";
import { known } from "../../../../provider/retirement";
import { fakeApi } from "../../aws/ami/api";
import { imageOf, now, ruleOf } from "../../aws/ami/worlds";
import { Stage } from "../../execution/stage";

/**
 * One stack as the real engine had it, and three updates of it as the engine showed them, looked at in a cloud of these
 * tests' own: the package's own planner, rules and words, and no wire.
 */

const folder = join(__dirname, "../../preview/recorded");
const home = "111111111111";
const id = (number: number): string => `ami-0a1b2c3d4e5f6${String(number).padStart(4, "0")}`;
/** What each image is in its stack. */
const [web, app, batch, base, cooling, gone, forGood, queue] = [1, 3, 4, 5, 9, 10, 12, 14].map(id);

export const recording = (name: "stack" | "update" | "destroy" | "target"): unknown =>
    JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));

/** The bin keeps for a week what has this tag. */
const kept = { recycle: "yes" };

const groups: readonly Launcher[] = [
    { kind: "auto-scaling-group", name: "app", templates: [{ id: "lt-app", version: "$Latest" }], imageIds: [] },
    ...[
        { name: "web", imageId: web },
        { name: "batch", imageId: batch },
        { name: "queue", imageId: queue },
    ].map(({ name, imageId = "" }) => ({
        kind: "auto-scaling-group" as const,
        name,
        templates: [],
        imageIds: [imageId],
    })),
];
const template: TemplateVersion = {
    templateId: "lt-app",
    templateName: "app",
    version: 4,
    isDefault: true,
    isLatest: true,
    imageId: app as string,
};
const denied = new CallError("ec2:DescribeImageReferences", "UnauthorizedOperation", "denied", "You may not do that", {
    remedy: "allow ec2:DescribeImageReferences",
});
const unreadable = {
    is: "unknown",
    because: `${denied.call}: ${denied.message} [${denied.code}]`,
    permission: denied.call,
    remedy: "allow ec2:DescribeImageReferences",
} as const;

const imageIn = (state: AmiState) =>
    imageOf({
        imageId: state.imageId,
        ownerId: home,
        name: state.name,
        snapshotIds: state.snapshotIds,
        tags: state.imageId === forGood ? {} : kept,
        deregistrationProtection: state.imageId === cooling ? "enabled-with-cooldown" : "disabled",
    });

const cloudOf = (state: AmiState) =>
    fakeApi({
        account: async () => home,
        region: async () => "us-east-1",
        describeImage: async () => (state.imageId === gone ? undefined : imageIn(state)),
        describeSnapshots: async ids =>
            ids.map(SnapshotId => ({ SnapshotId, OwnerId: home, StartTime: new Date(now.getTime() + 3_600_000) })),
        rules: async () => known([ruleOf(7, { tags: [{ key: "recycle", value: "yes" }] })]),
        launches: async () => ({
            groups: known(groups),
            launchConfigurations: known([]),
            fleets: known([]),
            spotFleets: known([]),
            templateVersions: known([template]),
        }),
        references: async () => ({
            references: state.imageId === base ? unreadable : known([]),
            pipelines: known(new Map()),
            grantees: known(state.imageId === batch ? [{ kind: "account", name: "444455556666" }] : []),
            usageReport: known(undefined),
        }),
        send: async call => {
            if (call.input.DryRun !== true) throw new Error(`nothing was to be sent: ${call.operation}`);
            if (state.imageId !== web) return {};
            throw new CallError(`ec2:${call.operation}`, "UnauthorizedOperation", "denied", "You may not do that");
        },
    });

const { settle, confirm } = new Stage();

const recordedAmi: AnyKind = {
    ...ami,
    retirement: async (_id, state: AmiState, { gone }) =>
        amiRetirement(cloudOf(state), state, { gone }, { settle, confirm, release: confirm }),
};

export interface Case {
    readonly shows: Exclude<Parameters<typeof recording>[0], "stack">;
    readonly source?: Partial<Source>;
    readonly overrides?: object;
    readonly checksPermissions?: boolean;
}

export const digestFrom = (document: unknown) => {
    const digest = digestOf(document);
    if (digest === undefined) throw new Error("the recording is no digest");
    return digest;
};

export const look = (environment: Readonly<Record<string, string>> = {}, checksPermissions = false) => ({
    environment,
    checksPermissions,
    onProgress: () => undefined,
});

export const previewOf = ({ shows, source, overrides, checksPermissions }: Case): Promise<RetirementPreview> => {
    const environment = overrides === undefined ? {} : { PULUMI_RETIRE_OVERRIDES: JSON.stringify(overrides) };
    return previewFrom(
        {
            operation: shows === "destroy" ? "destroy" : "up",
            runsProgram: shows !== "destroy",
            digest: async () => digestFrom(recording(shows)),
            state: async () => stackStateOf(recording("stack")) ?? [],
            configuration: async () => ({ "aws:region": "us-east-1" }),
            ...source,
        },
        look(environment, checksPermissions),
        async () => [recordedAmi],
    );
};

/** The same stack with this many more images in it, all to go, of which each has nothing that stands in the way. */
export const manyRows = async (count: number): Promise<RetirementPreview> => {
    const state = stackStateOf(recording("stack")) ?? [];
    const digest = digestFrom(recording("update"));
    const row = state.find(({ urn }) => urn.endsWith("::before-the-rename"));
    if (row === undefined) throw new Error("the recording lacks the row");
    const more = Array.from({ length: count }, (_, index) => {
        const imageId = `ami-0b00000000000${String(index).padStart(4, "0")}`;
        const urn = row.urn.replace("before-the-rename", `nightly-${String(index).padStart(3, "0")}`);
        const outputs = {
            ...row.outputs,
            imageId,
            name: `nightly-${index}`,
            snapshotIds: [imageId.replace("ami", "snap")],
        };
        return { ...row, urn, id: imageId, inputs: { ...row.inputs, imageId }, outputs };
    });
    const steps = more.map(each => ({ op: "delete", urn: each.urn, provider: each.provider, oldState: each }));
    return previewOf({
        shows: "update",
        source: {
            digest: async () => ({ ...digest, steps: [...digest.steps, ...steps] }),
            state: async () => [...state, ...more],
        },
    });
};
