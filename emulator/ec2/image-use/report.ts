import { ownRows } from "../../owned";
import type { Call } from "../../service";
import { CloudError } from "../../service";
import { tableOf } from "../../world";

export interface Entry {
    readonly AccountId: string;
    readonly ResourceType: string;
    readonly UsageCount: number;
}

export interface ReportRow {
    readonly account: string;
    readonly ReportId: string;
    readonly ImageId: string;
    readonly ResourceTypes: readonly {
        readonly ResourceType?: string | undefined;
        readonly ResourceTypeOptions?:
            | readonly {
                  readonly OptionName?: string | undefined;
                  readonly OptionValues?: readonly string[] | undefined;
              }[]
            | undefined;
    }[];
    readonly AccountIds: readonly string[];
    readonly State: "pending" | "available" | "error";
    readonly StateReason?: string;
    readonly CreationTime: Date;
    readonly availableFrom?: Date;
    readonly Tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[];
    readonly entries: readonly Entry[];
}

/** A partition is a region. */
export const reports = tableOf<ReportRow>("ec2 image usage reports");

const keptDays = 30;

export const expiryOf = ({ CreationTime }: ReportRow): Date => new Date(CreationTime.getTime() + keptDays * 86_400_000);

/** A report as it is now; undefined once EC2 has deleted it. */
export const reportAt = (row: ReportRow, now: Date): ReportRow | undefined => {
    if (expiryOf(row) <= now) {
        return undefined;
    }
    const ready = row.State === "pending" && row.availableFrom !== undefined && row.availableFrom <= now;
    return ready ? { ...row, State: "available" } : row;
};

export const ownReports = (call: Pick<Call, "world" | "caller" | "now">): readonly ReportRow[] =>
    ownRows(call, reports).flatMap(row => reportAt(row, call.now) ?? []);

export const isReportId = (id: string): boolean => /^amiur-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id);

/** EC2 documents no code for this; the form is that of its other ids. */
export const noSuchReport = (id: string): CloudError =>
    new CloudError("InvalidImageUsageReportId.NotFound", `The image usage report '${id}' does not exist`);
