import assert from "node:assert/strict";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { clientOptions, inWorld, refusal, signed, type Who, type World } from "./clients";

const identity = async (emulator: World["emulator"], who: Who = {}) => {
    const sts = new STSClient({ ...clientOptions(emulator, who), maxAttempts: 1 });
    try {
        const { $metadata, ...answer } = await sts.send(new GetCallerIdentityCommand({}));
        return answer;
    } finally {
        sts.destroy();
    }
};

describe("GetCallerIdentity", () => {
    it(
        "takes the account from a key of twelve digits, else the default one",
        inWorld({}, async ({ emulator }) => {
            assert.deepEqual(await identity(emulator), {
                Account: "000000000000",
                Arn: "arn:aws:iam::000000000000:user/AKIATEST",
                UserId: "AIDA0000000000000000",
            });
            assert.equal((await identity(emulator, { accessKeyId: "111122223333" })).Account, "111122223333");
        }),
    );

    it(
        "answers what is denied and what it does not know in its own shape",
        inWorld({}, async ({ emulator }) => {
            emulator.deny("sts:GetCallerIdentity");
            assert.deepEqual(await refusal(identity(emulator)), {
                code: "AccessDenied",
                status: 403,
                message:
                    "User: arn:aws:iam::000000000000:user/AKIATEST is not authorized to perform: sts:GetCallerIdentity",
            });
            const unknown = await signed(emulator, "sts", { body: "Action=GetWeather&Version=2011-06-15" });
            assert.equal(unknown.status, 400);
            assert.match(
                unknown.body,
                /^<ErrorResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><Error><Type>Sender<\/Type><Code>InvalidAction<\/Code><Message>Could not find operation GetWeather for version 2011-06-15<\/Message><\/Error><RequestId>[0-9a-f-]{36}<\/RequestId><\/ErrorResponse>$/,
            );
        }),
    );
});

describe("AssumeRole", () => {
    it(
        "gives a key of the role's account",
        inWorld({ now: "2020-01-01T00:00:00Z" }, async ({ emulator }) => {
            const sts = new STSClient({ ...clientOptions(emulator), maxAttempts: 1 });
            const assume = (RoleArn: string) => sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "s" }));
            try {
                const { Credentials, AssumedRoleUser } = await assume("arn:aws:iam::111122223333:role/path/cleaner");
                assert.equal(AssumedRoleUser?.Arn, "arn:aws:sts::111122223333:assumed-role/path/cleaner/s");
                assert.ok((Credentials?.Expiration?.getTime() ?? 0) > Date.now());
                const accessKeyId = Credentials?.AccessKeyId ?? "";
                assert.equal((await identity(emulator, { accessKeyId })).Account, "111122223333");
                assert.deepEqual(await refusal(assume("cleaner-of-images-by-name")), {
                    code: "ValidationError",
                    status: 400,
                    message: "cleaner-of-images-by-name is invalid",
                });
            } finally {
                sts.destroy();
            }
        }),
    );
});
