import { RetirementError } from "../../execution/errors";
import type { Context } from "../../execution/kind";
import type { Pace } from "../../execution/wait";
import type { RestoreRequest, Restorer } from "../../restoring/restorer";
import type { Reading } from "../../retirement";
import { AwsCloud } from "../client";
import { connectionFor, environmentEndpoints } from "../configuration";
import type { Grantee } from "../image-references/facts";
import { readingOf } from "../reading";
import { imageApi, type RestoreApi } from "./api";
import { checksOf, missingFrom, nameOf } from "./check-restored";
import { planRestore } from "./plan-restore";
import { reportedBefore } from "./reported-before";
import { listRestorable, observeRestorable } from "./restorable";
import { restoreAmi } from "./restore";

/** Images in the Recycle Bin, outside of any stack. */
export const amiRestorer: Restorer = {
    idsAre: "ami- and 8 or 17 hexadecimal digits",
    doesNotReturn: [
        "sharing that DisableImage took away before the image went to the bin",
        "the management by AWS Backup or Data Lifecycle Manager",
        "deregistration protection that its delete had lifted",
    ],

    async open(request, context) {
        const { endpoint, region, profile } = request;
        const endpoints = environmentEndpoints(context.environment);
        const connection = connectionFor({ region, profile, endpoint, endpoints }, context.configuration);
        const api = imageApi(AwsCloud.at(connection));
        const before = (id: string) => reportedBefore(id, request.reported);
        return {
            region: await regionOf(api),
            account: await api.account(),
            list: () => listRestorable(api, id => before(id).snapshotIds),
            look: async id => planRestore(await observeRestorable(api, id, before(id).snapshotIds)),
            async restore(imageId, took) {
                const { surroundings } = context;
                const { snapshotIds: snapshotsOnRecord, ...known } = before(imageId);
                const settle = paceOf(request);
                const { image } = await restoreAmi({ api, imageId, snapshotsOnRecord, settle, surroundings, took });
                const wanted = known.sharing?.with ?? [];
                const grantees = await granteesOnceBack(api, imageId, wanted, context);
                return checksOf(image, grantees, { ...known, snapshotIds: snapshotsOnRecord });
            },
        };
    },
};

const paceOf = ({ wait }: RestoreRequest): Pace => ({
    what: "it to come back",
    bound: wait.bound,
    firstMs: 1_000,
    everyMs: 5_000,
    deadlineMs: wait.deadlineMs,
});

const regionOf = async (api: RestoreApi): Promise<string> => {
    try {
        return await api.region();
    } catch (error) {
        const message = `no region: give --region, or AWS_REGION, or a profile that has one (${error instanceof Error ? error.message : String(error)})`;
        throw new RetirementError("invalid-state", message, [], { cause: error });
    }
};

/** How long EC2 is given to show the sharing again that it puts back by itself. */
const sharing = { looks: 6, everyMs: 2_000 };

const granteesOnceBack = async (
    api: RestoreApi,
    imageId: string,
    wanted: readonly string[],
    { surroundings }: Context,
): Promise<Reading<readonly Grantee[]>> => {
    for (let look = 1; ; look++) {
        const grantees = await readingOf(() => api.grantees(imageId));
        const isWhole = grantees.is === "unknown" || missingFrom(grantees.value.map(nameOf), wanted).length === 0;
        if (isWhole || look === sharing.looks) return grantees;
        await surroundings.clock.sleep(sharing.everyMs);
    }
};
