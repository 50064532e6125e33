import { failuresOf, isUnknown } from "../../execution/checked";
import { RetirementError } from "../../execution/errors";
import type { Retirement } from "../../execution/execute";
import type { CheckFailure, CheckRequest, Context, Difference, Kind } from "../../execution/kind";
import { confirmPace, paceWithin, releasePace } from "../../execution/paces";
import type { Pace } from "../../execution/wait";
import { renderInstant, stableJson } from "../../retirement";
import { assertAccount } from "../caller";
import { AwsCloud } from "../client";
import { connectionFor } from "../configuration";
import { adoptAmi } from "./adopt";
import { type ImageApi, imageApi } from "./api";
import { stateDeregistered, stateInRecycleBin } from "./observation";
import { amiDeletionPolicySchema } from "./policy";
import { readAmi } from "./read";
import { amiRestorer } from "./restorer";
import { amiRetirement } from "./retirement";
import { type AmiInputs, type AmiState, amiInputsSchema, imageIdPattern } from "./state";

/** How long each thing is waited for, unless the row's `timeouts` say otherwise. */
const paces = {
    settle: {
        what: "the image to settle",
        bound: "timeouts.settle",
        firstMs: 2_000,
        everyMs: 15_000,
        deadlineMs: 10 * 60_000,
    },
    confirm: confirmPace,
    release: releasePace,
} as const satisfies Record<string, Pace>;

const paceOf = ({ timeouts }: AmiInputs, name: keyof typeof paces): Pace => paceWithin(paces[name], timeouts?.[name]);

const apiFor = (state: AmiState | AmiInputs, context: Context): ImageApi =>
    imageApi(AwsCloud.at(connectionFor(state, context.configuration)));

/** An Amazon Machine Image: adopted by a program, retired when its row goes. */
export const ami: Kind<AmiInputs, AmiState> = {
    name: "aws.Ami",
    policySchema: amiDeletionPolicySchema,
    policyFields: amiDeletionPolicySchema.shape,
    idPattern: imageIdPattern,
    neverLookedAt: [
        "AWS Batch compute environments, EMR clusters and persistent Spot Instance requests",
        "CloudFormation templates, Karpenter and other selectors by tag or name, launches by scripts",
        "SSM parameters of other data types than aws:ec2:image",
        "other regions, and other accounts beyond what an existing usage report says",
    ],

    idOf: inputs => (typeof inputs.imageId === "string" ? inputs.imageId : undefined),

    async check({ inputs, isNew }: CheckRequest, context): Promise<readonly CheckFailure[]> {
        const failures = failuresOf(amiInputsSchema, inputs);
        if (failures.length > 0 || !isNew || Object.values(inputs).some(isUnknown)) return failures;
        // What is wrong with the configuration itself is an error of its own, and names the key.
        const api = apiFor(inputs as unknown as AmiInputs, context);
        try {
            await api.region();
            return [];
        } catch {
            const reason =
                "no region is configured: set the region argument, `pulumi config set aws:region …`, or AWS_REGION";
            return [{ property: "region", reason }];
        }
    },

    diff(state: AmiState, inputs: AmiInputs): Difference {
        const replaces: string[] = [];
        if (inputs.imageId !== state.imageId) replaces.push("imageId");
        // Another configured region moves nothing: only the argument does, and only to another place.
        if (inputs.region !== undefined && inputs.region !== state.region) replaces.push("region");
        const changes =
            replaces.length > 0 || inputsDiffer(state, inputs) || canComeBack(state, inputs) || isAway(state);
        return { changes, replaces };
    },

    async create(inputs, context) {
        const state = await adoptAmi(inputs, context, paceOf(inputs, "settle"));
        return { id: state.imageId, state };
    },

    read: (_id, state, context) => readAmi(apiFor(state, context), state),

    async update(id, state, inputs, context) {
        assertSameImage(id, state);
        const next: AmiState = { ...outputsOf(state), ...inputs, region: state.region };
        if (isAway(state) && !canComeBack(state, inputs)) context.surroundings.tell(awayText(state));
        if (canComeBack(state, inputs)) return adoptAmi(next, context, paceOf(next, "settle"), state);
        // A policy changes the state only; another way to the cloud must lead to the same account.
        if (stableJson([state.profile, state.endpoint]) !== stableJson([inputs.profile, inputs.endpoint])) {
            await assertAccount(apiFor(next, context), state.accountId, `EC2 AMI ${id}`);
        }
        return next;
    },

    // An image that shares a snapshot must see whether the other one has gone.
    sharedWith: ({ snapshotIds }) => snapshotIds ?? [],

    async retirement(id, state, context): Promise<Retirement> {
        assertSameImage(id, state);
        return amiRetirement(apiFor(state, context), state, context, {
            settle: paceOf(state, "settle"),
            confirm: paceOf(state, "confirm"),
            release: paceOf(state, "release"),
        });
    },

    restorer: amiRestorer,
};

/** Only the exact id of the row is ever acted on; a state that was edited by hand to say two things says nothing. */
const assertSameImage = (id: string, state: AmiState): void => {
    if (id === state.imageId) return;
    throw new RetirementError(
        "invalid-state",
        `the row's id is ${id} and its imageId is ${state.imageId}: nothing is done; repair the state (pulumi stack export, import)`,
    );
};

const outputsOf = (state: AmiState): Omit<AmiState, "imageId"> => {
    const {
        deletionPolicy: _policy,
        restoreFromRecycleBin: _restore,
        profile: _profile,
        endpoint: _endpoint,
        timeouts: _timeouts,
        imageId: _imageId,
        ...outputs
    } = state;
    return outputs;
};

const comparedInputs = ["deletionPolicy", "restoreFromRecycleBin", "profile", "endpoint", "timeouts"] as const;

const inputsDiffer = (state: AmiState, inputs: AmiInputs): boolean =>
    comparedInputs.some(name => stableJson(state[name]) !== stableJson(inputs[name]));

/** Drift that no update mends unless it is told to: shown with each update, so that nobody overlooks it. */
const isAway = ({ state }: AmiState): boolean => state === stateInRecycleBin || state === stateDeregistered;

const awayText = ({ imageId, state, restorableUntil }: AmiState): string =>
    state === stateInRecycleBin
        ? `${imageId} is in the Recycle Bin${restorableUntil === undefined ? "" : ` until ${renderInstant(restorableUntil)}`}: set restoreFromRecycleBin to true to bring it back, or remove the resource`
        : `${imageId} is deregistered, and snapshots of it are left: remove the resource, and they are deleted`;

/** Drift that an update can mend, because the arguments say so. */
const canComeBack = (state: AmiState, inputs: AmiInputs): boolean =>
    (state.state === stateInRecycleBin && inputs.restoreFromRecycleBin === true) ||
    (state.state === "disabled" && inputs.deletionPolicy?.action === "disable");
