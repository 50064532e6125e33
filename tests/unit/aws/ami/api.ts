import type { ImageApi } from "../../../../provider/aws/ami/api";
import { known } from "../../../../provider/retirement";
import { account, imageOf, now } from "./worlds";

export const startTime = new Date("2026-01-15T08:00:00.000Z");

/** A cloud with one available image that nobody uses, an empty bin and no rules, save for these members. */
export const fakeApi = (members: Partial<ImageApi> = {}): ImageApi => ({
    account: async () => account,
    region: async () => "eu-central-1",
    now: () => now,
    describeImage: async () => imageOf(),
    describeImagesOn: async () => [],
    describeSnapshots: async ids => ids.map(SnapshotId => ({ SnapshotId, OwnerId: account, StartTime: startTime })),
    describeLockedSnapshots: async () => [],
    binnedImage: async () => undefined,
    binnedSnapshots: async () => [],
    rules: async () => known([]),
    launches: async () => ({
        groups: known([]),
        launchConfigurations: known([]),
        fleets: known([]),
        spotFleets: known([]),
        templateVersions: known([]),
    }),
    references: async () => ({
        references: known([]),
        pipelines: known(new Map()),
        grantees: known([]),
        usageReport: known(undefined),
    }),
    send: async call => {
        throw new Error(`nothing was to be sent: ${call.operation}`);
    },
    ...members,
});
