import { arnOf } from "../aws";
import type { QueryOperation } from "../protocols/aws-query";
import { instant, number, required, struct, text } from "../protocols/shape";
import { CloudError } from "../service";

const getCallerIdentity: QueryOperation = {
    mutating: false,
    takes: {},
    answers: { Arn: text("Arn"), UserId: text("UserId"), Account: text("Account") },
    handle: ({ caller }) => ({ Arn: arnOf(caller), UserId: `AIDA${caller.account}0000`, Account: caller.account }),
};

/**
 * A role of any account can be assumed by anybody. The key that it gives is the account's id, which is how a request says
 * here whose it is (aws.ts).
 */
const assumeRole: QueryOperation = {
    mutating: false,
    takes: {
        RoleArn: required(text()),
        RoleSessionName: required(text()),
        DurationSeconds: number(),
        ExternalId: text(),
        Policy: text(),
        SourceIdentity: text(),
    },
    answers: {
        Credentials: struct(
            {
                AccessKeyId: text("AccessKeyId"),
                SecretAccessKey: text("SecretAccessKey"),
                SessionToken: text("SessionToken"),
                Expiration: instant("Expiration"),
            },
            "Credentials",
        ),
        AssumedRoleUser: struct({ AssumedRoleId: text("AssumedRoleId"), Arn: text("Arn") }, "AssumedRoleUser"),
    },
    handle: ({ input, now }) => {
        const session = String(input.RoleSessionName);
        const [, account, role] = /^arn:[\w-]+:iam::(\d{12}):role\/(.+)$/.exec(String(input.RoleArn)) ?? [];
        if (account === undefined || role === undefined) {
            throw new CloudError("ValidationError", `${String(input.RoleArn)} is invalid`);
        }
        // Whether credentials are still good a client decides by its own clock, whatever the emulated time is.
        const from = Math.max(now.getTime(), Date.now());
        const seconds = typeof input.DurationSeconds === "number" ? input.DurationSeconds : 3_600;
        return {
            Credentials: {
                AccessKeyId: account,
                SecretAccessKey: "any",
                SessionToken: "any",
                Expiration: new Date(from + seconds * 1_000),
            },
            AssumedRoleUser: {
                AssumedRoleId: `AROA${account}0000:${session}`,
                Arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
            },
        };
    },
};

export const operations: ReadonlyMap<string, QueryOperation> = new Map(
    Object.entries({ GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole }),
);
