import assert from "node:assert/strict";
import {
    type Connection,
    configuredEndpoints,
    connectionFor,
    environmentEndpoints,
    type Recorded,
} from "../../../provider/aws/configuration";
import { RetirementError } from "../../../provider/execution/errors";
import type { Configuration } from "../../../provider/execution/kind";

const stack = (values: Readonly<Record<string, string>> = {}): Configuration => ({
    get: key => values[key],
});
const connection = (row: Recorded = {}, values: Readonly<Record<string, string>> = {}): Connection =>
    connectionFor(row, stack(values));

const nothing: Connection = { endpoints: {}, assumedRoles: [], allowedAccounts: [], forbiddenAccounts: [] };

const services = ["ec2", "autoscaling", "imagebuilder", "rbin", "sts", "ecs", "events", "scheduler"];
const everywhere = (url: string) => Object.fromEntries(services.map(service => [service, url]));

const misconfigured = (run: () => unknown, ...told: readonly RegExp[]): RetirementError => {
    try {
        run();
    } catch (error) {
        assert.ok(RetirementError.is(error), String(error));
        for (const pattern of told) assert.match(error.message, pattern);
        return error;
    }
    return assert.fail("nothing was refused");
};

describe("where a row acts, and as whom", () => {
    it("says nothing when nobody says anything: the SDK's own chains decide", () => {
        assert.deepEqual(connection(), nothing);
    });

    describe("region", () => {
        it("is the row's own before the stack's", () => {
            assert.equal(connection({ region: "eu-west-1" }, { "aws:region": "us-east-1" }).region, "eu-west-1");
        });
        it("is the stack's when the row says nothing", () => {
            assert.equal(connection({}, { "aws:region": "us-east-1" }).region, "us-east-1");
        });
        it("is left out when the stack's is empty", () => {
            assert.deepEqual(connection({}, { "aws:region": "", "aws:profile": "" }), nothing);
        });
    });

    describe("credentials", () => {
        const keys = { "aws:accessKey": "AKIA1", "aws:secretKey": "s3cret", "aws:token": "t0ken" };

        it("are the stack's keys, with their token", () => {
            assert.deepEqual(connection({}, keys), {
                ...nothing,
                accessKey: "AKIA1",
                secretKey: "s3cret",
                token: "t0ken",
            });
        });

        it("are the row's profile alone when it has one: the stack's keys do not count", () => {
            assert.deepEqual(connection({ profile: "work" }, { ...keys, "aws:profile": "home" }), {
                ...nothing,
                profile: "work",
            });
        });

        it("half a pair of keys does not matter to a row with a profile of its own", () => {
            assert.equal(connection({ profile: "work" }, { "aws:accessKey": "AKIA1" }).profile, "work");
        });

        it("are the stack's profile when the row has none", () => {
            assert.equal(connection({}, { "aws:profile": "home" }).profile, "home");
        });

        for (const [half, missing] of [
            ["aws:accessKey", "aws:secretKey"],
            ["aws:secretKey", "aws:accessKey"],
        ] as const) {
            it(`${half} alone is refused, names ${missing} and does not tell the value`, () => {
                const error = misconfigured(() => connection({}, { [half]: "hunter2" }), new RegExp(missing));
                assert.doesNotMatch(error.message, /hunter2/);
            });
        }
    });

    describe("endpoints", () => {
        const recorded = { ec2: "http://127.0.0.1:1", rbin: "http://127.0.0.1:2" };

        it("the row's own endpoint serves all services", () => {
            const endpoint = "http://127.0.0.1:4566";
            assert.deepEqual(connection({ endpoint, endpoints: recorded }).endpoints, everywhere(endpoint));
        });

        it("what was recorded counts, not what the stack says by now", () => {
            const values = { "aws:endpoints": JSON.stringify([{ ec2: "http://elsewhere" }]) };
            assert.deepEqual(connection({ endpoints: recorded }, values).endpoints, recorded);
            assert.deepEqual(connection({}, values).endpoints, {});
        });
    });

    describe("roles to assume", () => {
        const roleArn = "arn:aws:iam::111122223333:role/retire";
        const roles = (value: unknown, key = "aws:assumeRoles") =>
            connection({}, { [key]: JSON.stringify(value) }).assumedRoles;

        it("are taken in order, with all that they say", () => {
            const first = { roleArn: `${roleArn}-1` };
            const second = { roleArn, sessionName: "ci", externalId: "x-1", policy: "{}", duration: "1h30m" };
            assert.deepEqual(roles([first, second]), [
                first,
                { roleArn, sessionName: "ci", externalId: "x-1", policy: "{}", durationSeconds: 5_400 },
            ]);
        });

        for (const [duration, seconds] of [
            ["30m", 1_800],
            ["1h", 3_600],
            ["900s", 900],
        ] as const) {
            it(`a duration of ${duration} is ${seconds} seconds`, () => {
                assert.deepEqual(roles([{ roleArn, duration }]), [{ roleArn, durationSeconds: seconds }]);
            });
        }

        for (const duration of ["", "1 hour", "60", 3_600]) {
            it(`a duration of ${JSON.stringify(duration)} is refused`, () => {
                misconfigured(() => roles([{ roleArn, duration }]), /aws:assumeRoles/, /"1h"/);
            });
        }

        it("may be one alone, under the older name too", () => {
            assert.deepEqual(roles({ roleArn }), [{ roleArn }]);
            assert.deepEqual(roles({ roleArn }, "aws:assumeRole"), [{ roleArn }]);
        });

        it("need a role in each", () => {
            misconfigured(() => roles([{ roleArn }, { sessionName: "ci" }]), /aws:assumeRoles needs a roleArn/);
        });

        for (const value of [[null], "arn:aws:iam::111122223333:role/retire", [7], [[{ roleArn }]], {}]) {
            it(`${JSON.stringify(value)} is refused, and named`, () => {
                misconfigured(() => roles(value), /aws:assumeRoles needs a roleArn/);
            });
        }

        it("that are not JSON are refused without being told: a policy may stand in them", () => {
            const error = misconfigured(
                () => connection({}, { "aws:assumeRoles": "[{hunter2" }),
                /aws:assumeRoles.*JSON/,
            );
            assert.doesNotMatch(`${error.message} ${error.stack}`, /hunter2/);
        });
    });

    it("accounts that the stack allows and forbids are texts, however they were written", () => {
        const { allowedAccounts, forbiddenAccounts } = connection(
            {},
            {
                "aws:allowedAccountIds": '["111122223333", 444455556666]',
                "aws:forbiddenAccountIds": '["777788889999"]',
            },
        );
        assert.deepEqual([allowedAccounts, forbiddenAccounts], [["111122223333", "444455556666"], ["777788889999"]]);
    });

    for (const key of ["allowedAccountIds", "forbiddenAccountIds"] as const) {
        const read = (value: string) => {
            const { allowedAccounts, forbiddenAccounts } = connection({}, { [`aws:${key}`]: value });
            return key === "allowedAccountIds" ? allowedAccounts : forbiddenAccounts;
        };

        it(`aws:${key} of one account, without a list around it, counts: never is a guard read as none`, () => {
            assert.deepEqual(read("111122223333"), ["111122223333"]);
            assert.deepEqual(read('"111122223333"'), ["111122223333"]);
        });

        for (const value of ['{"id":"111122223333"}', "null", "true", "[null]", '[["111122223333"]]', '["1",{}]']) {
            it(`aws:${key} of ${value} is refused, and named`, () => {
                misconfigured(() => read(value), new RegExp(`aws:${key} is not a list of account ids such as`));
            });
        }

        it(`aws:${key} that is not JSON is refused, and named`, () => {
            misconfigured(() => read("[1111"), new RegExp(`aws:${key} is not valid JSON`));
        });
    }
});

describe("endpoints that the stack's configuration names", () => {
    const read = (value: unknown) => configuredEndpoints(stack({ "aws:endpoints": JSON.stringify(value) }));
    const url = "http://127.0.0.1:4566";

    it("are none when it names none", () => {
        assert.equal(configuredEndpoints(stack()), undefined);
        assert.equal(configuredEndpoints(stack({ "aws:endpoints": "" })), undefined);
        assert.equal(read([]), undefined);
        assert.equal(read([{ s3: url }]), undefined);
    });

    it("are read from a list, as Pulumi writes it", () => {
        assert.deepEqual(read([{ ec2: url, s3: "http://other" }, { rbin: `${url}1` }]), { ec2: url, rbin: `${url}1` });
    });

    it("are read from one object", () => {
        assert.deepEqual(read({ ec2: url, sts: url }), { ec2: url, sts: url });
    });

    it("pass over what is empty or no text", () => {
        assert.deepEqual(read([{ ec2: "", rbin: 7, sts: url }]), { sts: url });
        assert.deepEqual(read([{ eventbridge: url }]), { events: url }, "another name of it");
    });

    it("are read for every service that is called", () => {
        assert.deepEqual(read([everywhere(url)]), everywhere(url));
    });

    for (const value of [null, [null], url, 7, [url], [[{ ec2: url }]], [{ ec2: url }, null]]) {
        it(`${JSON.stringify(value)} is refused, and named`, () => {
            misconfigured(() => read(value), /aws:endpoints is not a list such as/);
        });
    }

    it("that are not JSON are refused without being told: a password may stand in them", () => {
        const text = "https://me:hunter2@cloud";
        const error = misconfigured(() => configuredEndpoints(stack({ "aws:endpoints": text })), /aws:endpoints.*JSON/);
        assert.doesNotMatch(`${error.message} ${error.stack}`, /hunter2/);
    });
});

describe("endpoints that the environment names", () => {
    const url = "http://127.0.0.1:4566";

    it("are none in an ordinary shell", () => {
        assert.equal(environmentEndpoints({ AWS_REGION: "eu-central-1" }), undefined);
        assert.equal(environmentEndpoints({ AWS_ENDPOINT_URL: "" }), undefined);
    });

    it("one for all", () => {
        assert.deepEqual(environmentEndpoints({ AWS_ENDPOINT_URL: url }), everywhere(url));
    });

    it("a service's own comes before it", () => {
        assert.deepEqual(environmentEndpoints({ AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_EC2: `${url}1` }), {
            ...everywhere(url),
            ec2: `${url}1`,
        });
        assert.deepEqual(environmentEndpoints({ AWS_ENDPOINT_URL_RBIN: url }), { rbin: url });
    });

    it("a service's own that is empty does not hide the one for all", () => {
        assert.deepEqual(environmentEndpoints({ AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_EC2: "" }), everywhere(url));
    });

    for (const [variable, service] of [
        ["AWS_ENDPOINT_URL_EC2", "ec2"],
        ["AWS_ENDPOINT_URL_AUTO_SCALING", "autoscaling"],
        ["AWS_ENDPOINT_URL_IMAGEBUILDER", "imagebuilder"],
        ["AWS_ENDPOINT_URL_RBIN", "rbin"],
        ["AWS_ENDPOINT_URL_STS", "sts"],
    ] as const) {
        it(`${variable} is the SDK's own name for ${service}`, () => {
            assert.deepEqual(environmentEndpoints({ [variable]: url }), { [service]: url });
        });
    }

    it("do not count when the SDK is told to ignore them", () => {
        const environment = { AWS_ENDPOINT_URL: url, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
        assert.equal(environmentEndpoints(environment), undefined);
    });
});
