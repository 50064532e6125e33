import { randomBytes } from "node:crypto";
import type { InputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { CloudError } from "../../service";
import { oncePerToken } from "../client-tokens";
import { badValue } from "../errors";
import { filterBy } from "../filters";
import { ownImage } from "../image";
import { changes, reads } from "../operation";
import { page } from "../page";
import { tagsFor } from "../tag-rules";
import { type Entry, expiryOf, isReportId, noSuchReport, ownReports, type ReportRow, reports } from "./report";
import {
    CreateImageUsageReportRequest,
    DeleteImageUsageReportRequest,
    DescribeImageUsageReportEntriesRequest,
    DescribeImageUsageReportsRequest,
} from "./report-inputs";
import {
    CreateImageUsageReportResult,
    DeleteImageUsageReportResult,
    DescribeImageUsageReportEntriesResult,
    DescribeImageUsageReportsResult,
} from "./report-outputs";
import { entriesOf, reportableTypes } from "./usage";

/** How long a report takes. The emulator's own number; on AWS it is minutes. */
const takesMs = 60_000;

export const createImageUsageReport = changes({
    takes: CreateImageUsageReportRequest,
    answers: CreateImageUsageReportResult,
    handle: call =>
        oncePerToken(call, "CreateImageUsageReport", () => {
            const { input, caller, now } = call;
            const { image } = ownImage(call);
            for (const { ResourceType = "" } of input.ResourceTypes) {
                if (!reportableTypes.includes(ResourceType)) {
                    throw badValue(`Value (${ResourceType}) for parameter resourceType is invalid.`);
                }
            }
            if ((input.AccountIds ?? []).length > 200) {
                throw badValue("At most 200 account ids can be specified");
            }
            if (ownReports(call).some(row => row.ImageId === image.ImageId && row.State === "pending")) {
                throw new CloudError(
                    "ResourceLimitExceeded",
                    `There is already a pending usage report of the image ${image.ImageId}`,
                );
            }
            const row: ReportRow = {
                account: caller.account,
                ReportId: `amiur-0${randomBytes(8).toString("hex")}`,
                ImageId: image.ImageId,
                ResourceTypes: input.ResourceTypes,
                AccountIds: input.AccountIds ?? [],
                State: "pending",
                CreationTime: now,
                availableFrom: new Date(now.getTime() + takesMs),
                Tags: tagsFor("image-usage-report", input.TagSpecifications, ["image-usage-report"]),
                entries: entriesOf(call, image.ImageId),
            };
            call.world.write(reports, caller.region, row.ReportId, row);
            return { ReportId: row.ReportId };
        }),
});

type Choice = Call<
    Pick<InputOf<typeof DescribeImageUsageReportsRequest>, "ImageIds" | "ReportIds"> & { readonly DryRun?: boolean }
>;

const chosen = (call: Choice): readonly ReportRow[] => {
    const { ImageIds, ReportIds } = call.input;
    const own = ownReports(call);
    for (const id of ReportIds ?? []) {
        if (!isReportId(id)) {
            throw new CloudError("InvalidImageUsageReportId.Malformed", `Invalid id: "${id}" (expecting "amiur-...")`);
        }
        if (!own.some(row => row.ReportId === id)) {
            throw noSuchReport(id);
        }
    }
    return own
        .filter(row => ReportIds?.includes(row.ReportId) ?? true)
        .filter(row => ImageIds?.includes(row.ImageId) ?? true);
};

export const describeImageUsageReports = reads({
    takes: DescribeImageUsageReportsRequest,
    answers: DescribeImageUsageReportsResult,
    handle: call => {
        const found = chosen(call).filter(
            filterBy(call.input.Filters, {
                "creation-time": (row: ReportRow) => row.CreationTime,
                state: (row: ReportRow) => row.State,
            }),
        );
        const { items, NextToken } = page(call, found, row => row.ReportId);
        return {
            NextToken,
            ImageUsageReports: items.map(({ account, availableFrom, entries, ...row }) => ({
                ...row,
                ExpirationTime: expiryOf({ account, entries, ...row }),
            })),
        };
    },
});

type ReportedEntry = Entry & { readonly ReportCreationTime: Date; readonly Tags?: undefined };

export const describeImageUsageReportEntries = reads({
    takes: DescribeImageUsageReportEntriesRequest,
    answers: DescribeImageUsageReportEntriesResult,
    handle: call => {
        const entries = chosen(call)
            .filter(row => row.State === "available")
            .flatMap(({ ReportId, ImageId, CreationTime, entries }) =>
                entries.map(entry => ({ ...entry, ReportId, ImageId, ReportCreationTime: CreationTime })),
            )
            .filter(
                filterBy(call.input.Filters, {
                    "account-id": (entry: ReportedEntry) => entry.AccountId,
                    "creation-time": (entry: ReportedEntry) => entry.ReportCreationTime,
                    "resource-type": (entry: ReportedEntry) => entry.ResourceType,
                }),
            );
        const { items, NextToken } = page(
            call,
            entries,
            entry => `${entry.ReportId} ${entry.AccountId} ${entry.ResourceType}`,
        );
        return { NextToken, ImageUsageReportEntries: items };
    },
});

export const deleteImageUsageReport = changes({
    takes: DeleteImageUsageReportRequest,
    answers: DeleteImageUsageReportResult,
    handle: call => {
        const [row] = chosen({ ...call, input: { ReportIds: [call.input.ReportId] } });
        if (row !== undefined) {
            call.world.remove(reports, call.caller.region, row.ReportId);
        }
        return { Return: true };
    },
});
