import type { RestoreCheck } from "../../restoring/plan";
import { type Reading, renderInstant } from "../../retirement";
import type { Grantee } from "../image-references/facts";
import type { ObservedImage } from "./observation";
import type { ReportedBefore } from "./reported-before";

/** Holds an image that came back against what is known of how it was. */
export const checksOf = (
    image: ObservedImage,
    grantees: Reading<readonly Grantee[]>,
    before: ReportedBefore,
): readonly RestoreCheck[] => [
    stateCheck(image),
    permissionsCheck(image.imageId, grantees, before),
    ...protectionCheck(image, before),
    ...managementCheck(image),
];

const stateCheck = ({ state }: ObservedImage): RestoreCheck => {
    const fact =
        state === "disabled"
            ? "it is disabled, as it was: nothing launches from it; what sharing DisableImage had taken away does not come back"
            : `it is ${state}`;
    return { code: "state", verdict: "confirmed", fact };
};

const permissionsCheck = (
    imageId: string,
    grantees: Reading<readonly Grantee[]>,
    { sharing }: ReportedBefore,
): RestoreCheck => {
    const code = "launch-permissions";
    if (grantees.is === "unknown") {
        const { because, remedy, permission } = grantees;
        return {
            code,
            verdict: "unreadable",
            fact: `with whom it is shared now could not be read: ${because}`,
            remedy: remedy ?? "run it again: what is back is only looked at",
            ...(permission === undefined ? {} : { permission }),
        };
    }
    const now = grantees.value.map(nameOf).sort();
    if (sharing === undefined) {
        const fact = `it is shared with ${listed(now)}; with whom it was before is not known`;
        return {
            code,
            verdict: "not-known",
            fact,
            remedy: "compare by hand, or give the report of its delete (--report)",
            now,
        };
    }
    const seen = `by the report of ${renderInstant(sharing.at)}`;
    const missing = missingFrom(now, sharing.with);
    const added = missingFrom(sharing.with, now);
    const compared = { code, before: sharing.with, now };
    if (missing.length === 0 && added.length === 0) {
        return { ...compared, verdict: "confirmed", fact: `it is shared with ${listed(now)}, as before (${seen})` };
    }
    const differences = [
        ...(missing.length === 0 ? [] : [`it is no longer shared with ${listed(missing)}`]),
        ...(added.length === 0 ? [] : [`it is now shared with ${listed(added)}, and was not before`]),
    ];
    return {
        ...compared,
        verdict: "differs",
        fact: `${differences.join("; ")} (${seen})`,
        remedy: `set the launch permissions of ${imageId} as they should be (ec2:ModifyImageAttribute)`,
    };
};

/** Those of `wanted` that `there` lacks. */
export const missingFrom = (there: readonly string[], wanted: readonly string[]): readonly string[] =>
    wanted.filter(name => !there.includes(name));

/** As the report names them. */
export const nameOf = ({ kind, name }: Grantee): string => (kind === "everybody" ? kind : name);

const listed = (names: readonly string[]): string =>
    names.length === 0 ? "nobody" : names.map(name => (/^\d{12}$/.test(name) ? `account ${name}` : name)).join(", ");

const protectionCheck = (
    { imageId, deregistrationProtection }: ObservedImage,
    { protectionLifted }: ReportedBefore,
): readonly RestoreCheck[] =>
    protectionLifted && !deregistrationProtection.startsWith("enabled")
        ? [
              {
                  code: "deregistration-protection",
                  verdict: "differs",
                  fact: "its deregistration protection, which its delete took away, is not back",
                  remedy: `put it back (ec2:EnableImageDeregistrationProtection ImageId=${imageId})`,
              },
          ]
        : [];

/** https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-working-with-amis.html */
const managementCheck = ({ name, tags }: ObservedImage): readonly RestoreCheck[] => {
    const keys = Object.keys(tags);
    const managers = [
        ...(name.startsWith("AwsBackup") || keys.some(key => key.startsWith("aws:backup:")) ? ["AWS Backup"] : []),
        ...(keys.some(key => key.startsWith("aws:dlm:")) ? ["Amazon Data Lifecycle Manager"] : []),
    ];
    return managers.map(manager => ({
        code: "management",
        verdict: "differs",
        fact: `it looks made by ${manager}, which does not manage what comes back from the Recycle Bin: nothing will delete it by itself`,
        remedy: "look after its removal yourself",
    }));
};
